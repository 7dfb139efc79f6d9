-- mutation: operator-family-member.present
-- delta: ?
ALTER OPERATOR FAMILY app.odd_orders USING btree ADD OPERATOR 5 < (integer, bigint);
-- mutation: operator-family-member.absent
-- delta: ?
ALTER OPERATOR FAMILY app.odd_orders USING btree DROP OPERATOR 1 (integer, bigint);
-- mutation: operator-family-member.definition
-- delta: ?
CREATE FUNCTION app.against(integer, bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT -1';
ALTER OPERATOR FAMILY app.odd_orders USING btree DROP FUNCTION 1 (integer, bigint);
ALTER OPERATOR FAMILY app.odd_orders USING btree ADD FUNCTION 1 (integer, bigint) app.against(integer, bigint);
