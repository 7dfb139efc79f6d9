CREATE TABLE orders (n integer NOT NULL, shop text, placed date) PARTITION BY RANGE (n);
CREATE MATERIALIZED VIEW totals AS SELECT n, placed FROM orders WITH NO DATA;
