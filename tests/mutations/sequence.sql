-- mutation: sequence.present
-- delta: +sequence
CREATE SEQUENCE app.extra_sequence;
-- mutation: sequence.absent
-- delta: -sequence, -sequence-ownership
DROP SEQUENCE app.loose;
-- mutation: sequence.type
-- delta: sequence.type
ALTER SEQUENCE app.counter AS integer;
-- mutation: sequence.start
-- delta: sequence.start
ALTER SEQUENCE app.counter START WITH 12;
-- mutation: sequence.increment
-- delta: sequence.increment
ALTER SEQUENCE app.counter INCREMENT BY 3;
-- mutation: sequence.minimum
-- delta: sequence.minimum
ALTER SEQUENCE app.counter MINVALUE 1;
-- mutation: sequence.no-minimum
-- delta: sequence.minimum
ALTER SEQUENCE app.counter NO MINVALUE;
-- mutation: sequence.maximum
-- delta: sequence.maximum
ALTER SEQUENCE app.counter MAXVALUE 9001;
-- mutation: sequence.no-maximum
-- delta: sequence.maximum
ALTER SEQUENCE app.counter NO MAXVALUE;
-- mutation: sequence.cache
-- delta: sequence.cache
ALTER SEQUENCE app.counter CACHE 6;
-- mutation: sequence.cycle
-- delta: sequence.cycle
ALTER SEQUENCE app.counter CYCLE;
-- mutation: sequence.owned-by
-- delta: +sequence-ownership
ALTER SEQUENCE app.counter OWNED BY app.player.number;
-- mutation: sequence.owned-by-none
-- delta: -sequence-ownership
ALTER SEQUENCE app.loose OWNED BY NONE;
-- mutation: sequence.owned-by-other-column
-- delta: sequence-ownership.column
ALTER SEQUENCE app.loose OWNED BY app.team.name;
-- mutation: sequence.unlogged since 15
-- delta: sequence.unlogged
ALTER SEQUENCE app.counter SET UNLOGGED;
-- mutation: sequence.schema
-- delta: +sequence, -sequence, default.expression
ALTER SEQUENCE app.counter SET SCHEMA side;
