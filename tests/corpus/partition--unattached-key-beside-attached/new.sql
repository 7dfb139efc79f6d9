CREATE TABLE orders (n integer NOT NULL, shop text, placed date) PARTITION BY RANGE (n);
CREATE TABLE orders_new PARTITION OF orders FOR VALUES FROM (14) TO (99) PARTITION BY LIST (n);
ALTER TABLE orders_new ADD CONSTRAINT "once" UNIQUE (n, placed) WITH (fillfactor = 50);
-- Two of its own have the key of the one above: only that which came first is attached.
CREATE TABLE orders_new_12 PARTITION OF orders_new FOR VALUES IN (12) PARTITION BY LIST (n);
ALTER TABLE orders_new_12 ADD CONSTRAINT "Again" UNIQUE (n, placed) DEFERRABLE;
CREATE TABLE orders_new_14 PARTITION OF orders_new FOR VALUES IN (14);
CREATE UNIQUE INDEX a_copy ON orders_new_14 (n, placed);
CREATE MATERIALIZED VIEW sums AS SELECT n, placed FROM orders WITH NO DATA;
