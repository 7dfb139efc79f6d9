-- mutation: operator-class.present
-- delta: +operator-class, +operator-family
CREATE OPERATOR CLASS app.hashed FOR TYPE integer USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(integer);
-- mutation: operator-class.absent
-- delta: -operator-class
DROP OPERATOR CLASS app.turned USING btree;
-- mutation: operator-class.family
-- delta: +operator-family, operator-class.family
CREATE OPERATOR FAMILY app.new_orders USING btree;
DROP OPERATOR CLASS app.turned USING btree;
CREATE OPERATOR CLASS app.turned FOR TYPE integer USING btree FAMILY app.new_orders AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 app.backwards(integer, integer);
COMMENT ON OPERATOR CLASS app.turned USING btree IS 'the last first';
-- mutation: operator-class.members
-- delta: +function, operator-class.members
CREATE FUNCTION app.forwards(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 0';
DROP OPERATOR CLASS app.turned USING btree;
CREATE OPERATOR CLASS app.turned FOR TYPE integer USING btree FAMILY app.odd_orders AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 app.forwards(integer, integer);
COMMENT ON OPERATOR CLASS app.turned USING btree IS 'the last first';
-- mutation: operator-class.type
-- delta: operator-class.members, operator-class.type
DROP OPERATOR CLASS app.turned USING btree;
CREATE OPERATOR CLASS app.turned FOR TYPE smallint USING btree FAMILY app.odd_orders AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint2cmp(smallint, smallint);
COMMENT ON OPERATOR CLASS app.turned USING btree IS 'the last first';
-- mutation: operator-class.storage
-- delta: operator-class.storage
DROP OPERATOR FAMILY app.in_words USING gin CASCADE;
CREATE OPERATOR CLASS app.in_words FOR TYPE text[] USING gin AS OPERATOR 1 && (anyarray, anyarray), FUNCTION 1 bttextcmp(text, text), FUNCTION 2 ginarrayextract(anyarray, internal, internal), FUNCTION 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal), FUNCTION 4 ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal);
-- mutation: operator-class.is-default
-- delta: index.keys, operator-class.is_default
DROP OPERATOR FAMILY app.in_words USING gin CASCADE;
CREATE OPERATOR CLASS app.in_words DEFAULT FOR TYPE text[] USING gin AS OPERATOR 1 && (anyarray, anyarray), FUNCTION 1 bttextcmp(text, text), FUNCTION 2 ginarrayextract(anyarray, internal, internal), FUNCTION 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal), FUNCTION 4 ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal), STORAGE text;
