-- mutation: operator-family.present
-- delta: ?
CREATE OPERATOR FAMILY app.more_orders USING hash;
-- mutation: operator-family.absent
-- delta: ?
DROP OPERATOR FAMILY app.odd_orders USING btree CASCADE;
-- mutation: operator-family.name
-- delta: ?
ALTER OPERATOR FAMILY app.odd_orders USING btree RENAME TO even_orders;
