CREATE TABLE public.orders (
    id bigint NOT NULL,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
ALTER TABLE public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (customer, id);
COMMENT ON INDEX public.orders_pkey IS 'its index';
CREATE VIEW public.sums AS SELECT customer, sum(amount) AS total FROM public.orders GROUP BY customer;
