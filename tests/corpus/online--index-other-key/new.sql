CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
CREATE INDEX orders_key ON public.orders (customer, lower(note)) WITH (fillfactor='70');
ALTER INDEX public.orders_key ALTER COLUMN 2 SET STATISTICS 400;
ALTER TABLE public.orders CLUSTER ON orders_key;
COMMENT ON INDEX public.orders_key IS 'by customer';
