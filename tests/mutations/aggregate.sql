-- mutation: aggregate.present
-- delta: +aggregate
CREATE AGGREGATE app.longest_of(text) (SFUNC = app.keep_longer, STYPE = text);
-- mutation: aggregate.absent
-- delta: -aggregate
DROP AGGREGATE app.longest(text);
-- mutation: aggregate.state-function
-- delta: aggregate.sfunc
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.forget, STYPE = text, FINALFUNC = app.finish, INITCOND = '');
-- mutation: aggregate.state-type
-- delta: +function, aggregate.finalfunc, aggregate.returns, aggregate.sfunc, aggregate.stype
DROP AGGREGATE app.longest(text);
CREATE FUNCTION app.keep_any(state character varying, item text) RETURNS character varying LANGUAGE sql IMMUTABLE AS 'SELECT item';
CREATE AGGREGATE app.longest(text) (SFUNC = app.keep_any, STYPE = character varying, INITCOND = '');
COMMENT ON AGGREGATE app.longest(text) IS 'the longest text, loud';
-- mutation: aggregate.final-function
-- delta: aggregate.finalfunc
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, INITCOND = '');
-- mutation: aggregate.final-function-extra
-- delta: aggregate.finalfunc, aggregate.finalfunc_extra
DROP AGGREGATE app.longest(text);
CREATE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.forget, FINALFUNC_EXTRA, INITCOND = '');
COMMENT ON AGGREGATE app.longest(text) IS 'the longest text, loud';
-- mutation: aggregate.final-function-modify
-- delta: aggregate.finalfunc_modify
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, FINALFUNC_MODIFY = SHAREABLE, INITCOND = '');
-- mutation: aggregate.initial-condition
-- delta: aggregate.initcond
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '-');
-- mutation: aggregate.initial-condition-dropped
-- delta: aggregate.initcond
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish);
-- mutation: aggregate.state-space
-- delta: aggregate.sspace
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, SSPACE = 100, FINALFUNC = app.finish, INITCOND = '');
-- mutation: aggregate.combine-function
-- delta: aggregate.combinefunc
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, COMBINEFUNC = app.keep_longer, INITCOND = '');
-- mutation: aggregate.moving
-- delta: aggregate.minitcond, aggregate.minvfunc, aggregate.msfunc, aggregate.mstype
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', MSFUNC = app.keep_longer, MINVFUNC = app.forget, MSTYPE = text, MINITCOND = '');
-- mutation: aggregate.moving-final
-- delta: aggregate.mfinalfunc, aggregate.mfinalfunc_modify, aggregate.minvfunc, aggregate.msfunc, aggregate.msspace, aggregate.mstype
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', MSFUNC = app.keep_longer, MINVFUNC = app.forget, MSTYPE = text, MSSPACE = 64, MFINALFUNC = app.finish, MFINALFUNC_MODIFY = READ_WRITE);
-- mutation: aggregate.parallel
-- delta: aggregate.parallel
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', PARALLEL = SAFE);
-- mutation: aggregate.sort-operator
-- delta: aggregate.sortop
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', SORTOP = operator(pg_catalog.>));
-- mutation: aggregate.ordered-set
-- delta: +aggregate
CREATE AGGREGATE app.first_of(ORDER BY text) (SFUNC = app.keep_longer, STYPE = text);
-- mutation: aggregate.new-hypothetical
-- delta: +aggregate
CREATE AGGREGATE app.rank_like(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
-- mutation: aggregate.argument-type
-- delta: +aggregate, -aggregate
DROP AGGREGATE app.longest(text);
CREATE AGGREGATE app.longest(character varying) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '');
COMMENT ON AGGREGATE app.longest(character varying) IS 'the longest text, loud';
-- mutation: aggregate.arguments
-- delta: aggregate.arguments
DROP AGGREGATE app.longest(text);
CREATE AGGREGATE app.longest(item text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '');
COMMENT ON AGGREGATE app.longest(text) IS 'the longest text, loud';
-- mutation: aggregate.hypothetical-not
-- delta: aggregate.hypothetical
DROP AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any");
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA);
-- mutation: aggregate.mfinalfunc-extra
-- delta: +function, aggregate.mfinalfunc, aggregate.mfinalfunc_extra, aggregate.minitcond, aggregate.minvfunc, aggregate.msfunc, aggregate.mstype
CREATE FUNCTION app.finish_with(state text, item text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(state)';
DROP AGGREGATE app.longest(text);
CREATE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', MSFUNC = app.keep_longer, MINVFUNC = app.forget, MSTYPE = text, MFINALFUNC = app.finish_with, MFINALFUNC_EXTRA, MINITCOND = '');
COMMENT ON AGGREGATE app.longest(text) IS 'the longest text, loud';
-- mutation: aggregate.serialfunc-none
-- delta: aggregate.combinefunc, aggregate.deserialfunc, aggregate.serialfunc
DROP AGGREGATE app.average(numeric);
CREATE AGGREGATE app.average(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, FINALFUNC = numeric_avg, PARALLEL = safe);
