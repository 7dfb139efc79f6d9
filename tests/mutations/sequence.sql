-- mutation: sequence.present
CREATE SEQUENCE app.extra_sequence;
-- mutation: sequence.absent
DROP SEQUENCE app.loose;
-- mutation: sequence.type
ALTER SEQUENCE app.counter AS integer;
-- mutation: sequence.start
ALTER SEQUENCE app.counter START WITH 12;
-- mutation: sequence.increment
ALTER SEQUENCE app.counter INCREMENT BY 3;
-- mutation: sequence.minimum
ALTER SEQUENCE app.counter MINVALUE 1;
-- mutation: sequence.no-minimum
ALTER SEQUENCE app.counter NO MINVALUE;
-- mutation: sequence.maximum
ALTER SEQUENCE app.counter MAXVALUE 9001;
-- mutation: sequence.no-maximum
ALTER SEQUENCE app.counter NO MAXVALUE;
-- mutation: sequence.cache
ALTER SEQUENCE app.counter CACHE 6;
-- mutation: sequence.cycle
ALTER SEQUENCE app.counter CYCLE;
-- mutation: sequence.owned-by
ALTER SEQUENCE app.counter OWNED BY app.player.number;
-- mutation: sequence.owned-by-none
ALTER SEQUENCE app.loose OWNED BY NONE;
-- mutation: sequence.owned-by-other-column
ALTER SEQUENCE app.loose OWNED BY app.team.name;
-- mutation: sequence.unlogged since 15
ALTER SEQUENCE app.counter SET UNLOGGED;
-- mutation: sequence.schema
ALTER SEQUENCE app.counter SET SCHEMA side;
