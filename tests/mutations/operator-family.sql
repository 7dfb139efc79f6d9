-- mutation: operator-family.present
-- delta: +operator-family
CREATE OPERATOR FAMILY app.more_orders USING hash;
-- mutation: operator-family.absent
-- delta: -operator-class, -operator-family, -operator-family-member
DROP OPERATOR FAMILY app.odd_orders USING btree CASCADE;
-- mutation: operator-family.name
-- delta: +operator-family, +operator-family-member, -operator-family, -operator-family-member, operator-class.family
ALTER OPERATOR FAMILY app.odd_orders USING btree RENAME TO even_orders;
