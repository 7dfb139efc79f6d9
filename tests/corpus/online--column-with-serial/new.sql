CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2),
    nr serial UNIQUE
);
INSERT INTO public.orders (id, customer, state, note, amount) SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
COMMENT ON COLUMN public.orders.nr IS 'running';
