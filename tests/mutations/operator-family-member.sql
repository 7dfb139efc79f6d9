-- mutation: operator-family-member.present
-- delta: +operator-family-member
ALTER OPERATOR FAMILY app.odd_orders USING btree ADD OPERATOR 5 < (integer, bigint);
-- mutation: operator-family-member.absent
-- delta: -operator-family-member
ALTER OPERATOR FAMILY app.odd_orders USING btree DROP OPERATOR 1 (integer, bigint);
-- mutation: operator-family-member.definition
-- delta: +function, operator-family-member.definition
CREATE FUNCTION app.against(integer, bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT -1';
ALTER OPERATOR FAMILY app.odd_orders USING btree DROP FUNCTION 1 (integer, bigint);
ALTER OPERATOR FAMILY app.odd_orders USING btree ADD FUNCTION 1 (integer, bigint) app.against(integer, bigint);
