-- mutation: function.present
-- delta: +function
CREATE FUNCTION app.extra() RETURNS integer LANGUAGE sql AS 'SELECT 1';
-- mutation: function.absent
-- delta: -function
DROP FUNCTION app.add(integer, integer);
-- mutation: function.body
-- delta: function.body
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT b + a';
-- mutation: function.body-whitespace
-- delta: function.body
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT  a + b';
-- mutation: function.body-atomic since 14
-- delta: function.body, function.sql_body
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC SELECT a + b; END;
-- mutation: function.language
-- delta: function.body, function.language
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS 'BEGIN RETURN a + b; END';
-- mutation: function.argument-type
-- delta: +function, -function
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, b bigint DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT (a + b)::integer';
COMMENT ON FUNCTION app.add(integer, bigint) IS 'a and b';
-- mutation: function.argument-name
-- delta: function.arguments, function.body
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, bb integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT $1 + $2';
COMMENT ON FUNCTION app.add(integer, integer) IS 'a and b';
-- mutation: function.argument-default
-- delta: function.defaults
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
-- mutation: function.argument-default-dropped
-- delta: function.defaults
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
COMMENT ON FUNCTION app.add(integer, integer) IS 'a and b';
-- mutation: function.argument-default-added
-- delta: function.defaults
CREATE OR REPLACE FUNCTION app.add(a integer DEFAULT 0, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
-- mutation: function.argument-mode-inout
-- delta: function.arguments, function.body
DROP FUNCTION app.both(integer);
CREATE FUNCTION app.both(INOUT a integer, OUT twice integer, OUT thrice integer) LANGUAGE sql AS 'SELECT a, a * 2, a * 3';
-- mutation: function.argument-out-name
-- delta: function.arguments
DROP FUNCTION app.both(integer);
CREATE FUNCTION app.both(IN a integer, OUT twice integer, OUT triple integer) LANGUAGE sql AS 'SELECT a * 2, a * 3';
-- mutation: function.variadic-dropped
-- delta: function.arguments
DROP FUNCTION app.join_all(text, text[]);
CREATE FUNCTION app.join_all(sep text, parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT array_to_string(parts, sep)';
-- mutation: function.return-type
-- delta: function.returns
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
COMMENT ON FUNCTION app.add(integer, integer) IS 'a and b';
-- mutation: function.returns-set
-- delta: function.body, function.returns, function.rows
DROP FUNCTION app.roll();
CREATE FUNCTION app.roll() RETURNS app.team LANGUAGE plpgsql STABLE COST 20 AS $$
BEGIN
    RETURN NULL;
END
$$;
-- mutation: function.returns-table-column
-- delta: function.returns
DROP FUNCTION app.listed(integer);
CREATE FUNCTION app.listed(lo integer) RETURNS TABLE (id integer, kode text) LANGUAGE sql STABLE AS 'SELECT id, code::text FROM app.team WHERE id > lo';
REVOKE ALL ON FUNCTION app.listed(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.listed(integer) TO pg_monitor;
-- mutation: function.volatility-stable
-- delta: function.volatility
ALTER FUNCTION app.add(integer, integer) STABLE;
-- mutation: function.volatility-volatile
-- delta: function.volatility
ALTER FUNCTION app.add(integer, integer) VOLATILE;
-- mutation: function.volatility-immutable
-- delta: function.volatility
ALTER FUNCTION app.both(integer) IMMUTABLE;
-- mutation: function.strict
-- delta: function.strict
ALTER FUNCTION app.add(integer, integer) STRICT;
-- mutation: function.not-strict
-- delta: function.strict
ALTER FUNCTION app.float_gap(double precision, double precision) CALLED ON NULL INPUT;
-- mutation: function.leakproof
-- delta: function.leakproof
ALTER FUNCTION app.add(integer, integer) LEAKPROOF;
-- mutation: function.security-definer
-- delta: function.security_definer
ALTER FUNCTION app.add(integer, integer) SECURITY DEFINER;
-- mutation: function.parallel-restricted
-- delta: function.parallel
ALTER FUNCTION app.add(integer, integer) PARALLEL RESTRICTED;
-- mutation: function.parallel-unsafe
-- delta: function.parallel
ALTER FUNCTION app.add(integer, integer) PARALLEL UNSAFE;
-- mutation: function.cost
-- delta: function.cost
ALTER FUNCTION app.roll() COST 21;
-- mutation: function.rows
-- delta: function.rows
ALTER FUNCTION app.roll() ROWS 51;
-- mutation: function.setting
-- delta: function.config
ALTER FUNCTION app.roll() SET work_mem = '8MB';
-- mutation: function.setting-search-path
-- delta: function.config
ALTER FUNCTION app.roll() SET search_path = app, pg_temp;
-- mutation: function.setting-quoted
-- delta: function.config
ALTER FUNCTION app.roll() SET "my.own" = 'it''s, a "list"';
-- mutation: function.support
-- delta: function.support
ALTER FUNCTION app.float_gap(double precision, double precision) SUPPORT pg_catalog.numeric_support;
-- mutation: function.overload
-- delta: +function
CREATE FUNCTION app.add(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a || b';
-- mutation: function.new-window
-- delta: +function
CREATE FUNCTION app.place() RETURNS bigint LANGUAGE internal IMMUTABLE STRICT WINDOW AS 'window_row_number';
-- mutation: function.internal
-- delta: +function
CREATE FUNCTION app.down(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'lower';
-- mutation: function.schema
-- delta: +function, -function
ALTER FUNCTION app.add(integer, integer) SET SCHEMA side;
-- mutation: function.library
-- delta: function.body, function.language, function.library
CREATE OR REPLACE FUNCTION app.forget(state text, item text) RETURNS text LANGUAGE c IMMUTABLE AS '$libdir/hstore', 'hstore_fetchval';
-- mutation: function.transforms
-- delta: +function, +transform, function.transforms
CREATE FUNCTION app.mood_in(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE TRANSFORM FOR app.mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.mood_in(internal));
CREATE OR REPLACE FUNCTION app.on_many() RETURNS trigger LANGUAGE plpgsql TRANSFORM FOR TYPE app.mood AS $$ BEGIN RETURN NULL; END $$;
-- mutation: function.window-in-place
-- delta: function.body, function.language, function.window
DROP FUNCTION app.forget(text, text);
CREATE FUNCTION app.forget(state text, item text) RETURNS text LANGUAGE internal IMMUTABLE WINDOW AS 'window_lag';
