CREATE FUNCTION one() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint';
CREATE FUNCTION two(a bigint DEFAULT one()) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a + 1';
CREATE FUNCTION three(b text DEFAULT two()::text, a bigint DEFAULT two(one())) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a || b';
CREATE TABLE t (x text DEFAULT three());
