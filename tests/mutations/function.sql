-- mutation: function.present
CREATE FUNCTION app.extra() RETURNS integer LANGUAGE sql AS 'SELECT 1';
-- mutation: function.absent
DROP FUNCTION app.add(integer, integer);
-- mutation: function.body
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT b + a';
-- mutation: function.body-whitespace
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT  a + b';
-- mutation: function.body-atomic since 14
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC SELECT a + b; END;
-- mutation: function.language
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS 'BEGIN RETURN a + b; END';
-- mutation: function.argument-type
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, b bigint DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT (a + b)::integer';
COMMENT ON FUNCTION app.add(integer, bigint) IS 'a and b';
-- mutation: function.argument-name
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, bb integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT $1 + $2';
COMMENT ON FUNCTION app.add(integer, integer) IS 'a and b';
-- mutation: function.argument-default
CREATE OR REPLACE FUNCTION app.add(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
-- mutation: function.argument-default-dropped
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
COMMENT ON FUNCTION app.add(integer, integer) IS 'a and b';
-- mutation: function.argument-default-added
CREATE OR REPLACE FUNCTION app.add(a integer DEFAULT 0, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
-- mutation: function.argument-mode-inout
DROP FUNCTION app.both(integer);
CREATE FUNCTION app.both(INOUT a integer, OUT twice integer, OUT thrice integer) LANGUAGE sql AS 'SELECT a, a * 2, a * 3';
-- mutation: function.argument-out-name
DROP FUNCTION app.both(integer);
CREATE FUNCTION app.both(IN a integer, OUT twice integer, OUT triple integer) LANGUAGE sql AS 'SELECT a * 2, a * 3';
-- mutation: function.variadic-dropped
DROP FUNCTION app.join_all(text, text[]);
CREATE FUNCTION app.join_all(sep text, parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT array_to_string(parts, sep)';
-- mutation: function.return-type
DROP FUNCTION app.add(integer, integer);
CREATE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
COMMENT ON FUNCTION app.add(integer, integer) IS 'a and b';
-- mutation: function.returns-set
DROP FUNCTION app.roll();
CREATE FUNCTION app.roll() RETURNS app.team LANGUAGE plpgsql STABLE COST 20 AS $$
BEGIN
    RETURN NULL;
END
$$;
-- mutation: function.returns-table-column
DROP FUNCTION app.listed(integer);
CREATE FUNCTION app.listed(lo integer) RETURNS TABLE (id integer, kode text) LANGUAGE sql STABLE AS 'SELECT id, code::text FROM app.team WHERE id > lo';
REVOKE ALL ON FUNCTION app.listed(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.listed(integer) TO pg_monitor;
-- mutation: function.volatility-stable
ALTER FUNCTION app.add(integer, integer) STABLE;
-- mutation: function.volatility-volatile
ALTER FUNCTION app.add(integer, integer) VOLATILE;
-- mutation: function.volatility-immutable
ALTER FUNCTION app.both(integer) IMMUTABLE;
-- mutation: function.strict
ALTER FUNCTION app.add(integer, integer) STRICT;
-- mutation: function.not-strict
ALTER FUNCTION app.float_gap(double precision, double precision) CALLED ON NULL INPUT;
-- mutation: function.leakproof
ALTER FUNCTION app.add(integer, integer) LEAKPROOF;
-- mutation: function.security-definer
ALTER FUNCTION app.add(integer, integer) SECURITY DEFINER;
-- mutation: function.parallel-restricted
ALTER FUNCTION app.add(integer, integer) PARALLEL RESTRICTED;
-- mutation: function.parallel-unsafe
ALTER FUNCTION app.add(integer, integer) PARALLEL UNSAFE;
-- mutation: function.cost
ALTER FUNCTION app.roll() COST 21;
-- mutation: function.rows
ALTER FUNCTION app.roll() ROWS 51;
-- mutation: function.setting
ALTER FUNCTION app.roll() SET work_mem = '8MB';
-- mutation: function.setting-search-path
ALTER FUNCTION app.roll() SET search_path = app, pg_temp;
-- mutation: function.setting-quoted
ALTER FUNCTION app.roll() SET "my.own" = 'it''s, a "list"';
-- mutation: function.support
ALTER FUNCTION app.float_gap(double precision, double precision) SUPPORT pg_catalog.numeric_support;
-- mutation: function.overload
CREATE FUNCTION app.add(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a || b';
-- mutation: function.window
CREATE FUNCTION app.place() RETURNS bigint LANGUAGE internal IMMUTABLE STRICT WINDOW AS 'window_row_number';
-- mutation: function.internal
CREATE FUNCTION app.down(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'lower';
-- mutation: function.schema
ALTER FUNCTION app.add(integer, integer) SET SCHEMA side;
