-- Some rows for old.sql, so that the migration of `pgworks demo` has data to keep.

INSERT INTO shop.customers (name, email, home, fax)
SELECT 'Customer ' || n,
       'customer' || n || '@example.org',
       ROW('Street ' || n, lpad(n::text, 4, '0'), 'Oslo')::shop.address,
       CASE WHEN n % 4 = 0 THEN '+47 22 00 00 ' || lpad(n::text, 2, '0') END
FROM generate_series(1, 40) n;

INSERT INTO shop.products (sku, title, price, discount, tags)
SELECT 'SKU-' || n,
       (ARRAY['Chair', 'Table', 'Lamp', 'Shelf', 'Mirror'])[n % 5 + 1] || ' ' || n,
       10 + n * 3.5,
       CASE WHEN n % 3 = 0 THEN 0.1 ELSE 0 END,
       ARRAY['room' || n % 4]
FROM generate_series(1, 25) n;
UPDATE shop.products SET price = price + 1 WHERE id <= 5;

INSERT INTO shop.price_lists VALUES
    ('spring', '[2026-03-01,2026-06-01)', '[10,100)'),
    ('summer', '[2026-06-01,2026-09-01)', '[5,90)');
INSERT INTO shop.orders (id, ordered_on, customer_id, state)
SELECT n,
       date '2025-11-01' + n,
       n % 40 + 1,
       (ARRAY['new', 'paid', 'sent', 'returned'])[n % 4 + 1]::shop.order_state
FROM generate_series(1, 120) n;
INSERT INTO shop.order_lines
SELECT o.id, o.ordered_on, line, (o.id + line) % 25 + 1, line, 9.99 * line
FROM shop.orders o, generate_series(1, 3) line;
INSERT INTO shop.notes (body) VALUES ('Stocktaking is in January');
INSERT INTO shop.customer_notes (body, customer_id)
SELECT 'Called about order ' || n, n FROM generate_series(1, 10) n;
REFRESH MATERIALIZED VIEW shop.sales;
