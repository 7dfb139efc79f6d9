-- mutation: aggregate.present
CREATE AGGREGATE app.longest_of(text) (SFUNC = app.keep_longer, STYPE = text);
-- mutation: aggregate.absent
DROP AGGREGATE app.longest(text);
-- mutation: aggregate.state-function
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.forget, STYPE = text, FINALFUNC = app.finish, INITCOND = '');
-- mutation: aggregate.state-type
DROP AGGREGATE app.longest(text);
CREATE FUNCTION app.keep_any(state character varying, item text) RETURNS character varying LANGUAGE sql IMMUTABLE AS 'SELECT item';
CREATE AGGREGATE app.longest(text) (SFUNC = app.keep_any, STYPE = character varying, INITCOND = '');
COMMENT ON AGGREGATE app.longest(text) IS 'the longest text, loud';
-- mutation: aggregate.final-function
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, INITCOND = '');
-- mutation: aggregate.final-function-extra
DROP AGGREGATE app.longest(text);
CREATE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.forget, FINALFUNC_EXTRA, INITCOND = '');
COMMENT ON AGGREGATE app.longest(text) IS 'the longest text, loud';
-- mutation: aggregate.final-function-modify
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, FINALFUNC_MODIFY = SHAREABLE, INITCOND = '');
-- mutation: aggregate.initial-condition
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '-');
-- mutation: aggregate.initial-condition-dropped
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish);
-- mutation: aggregate.state-space
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, SSPACE = 100, FINALFUNC = app.finish, INITCOND = '');
-- mutation: aggregate.combine-function
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, COMBINEFUNC = app.keep_longer, INITCOND = '');
-- mutation: aggregate.moving
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', MSFUNC = app.keep_longer, MINVFUNC = app.forget, MSTYPE = text, MINITCOND = '');
-- mutation: aggregate.moving-final
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', MSFUNC = app.keep_longer, MINVFUNC = app.forget, MSTYPE = text, MSSPACE = 64, MFINALFUNC = app.finish, MFINALFUNC_MODIFY = READ_WRITE);
-- mutation: aggregate.parallel
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', PARALLEL = SAFE);
-- mutation: aggregate.sort-operator
CREATE OR REPLACE AGGREGATE app.longest(text) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '', SORTOP = operator(pg_catalog.>));
-- mutation: aggregate.ordered-set
CREATE AGGREGATE app.first_of(ORDER BY text) (SFUNC = app.keep_longer, STYPE = text);
-- mutation: aggregate.hypothetical
CREATE AGGREGATE app.rank_like(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
-- mutation: aggregate.argument-type
DROP AGGREGATE app.longest(text);
CREATE AGGREGATE app.longest(character varying) (SFUNC = app.keep_longer, STYPE = text, FINALFUNC = app.finish, INITCOND = '');
COMMENT ON AGGREGATE app.longest(character varying) IS 'the longest text, loud';
