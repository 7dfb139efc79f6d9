CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
ALTER TABLE public.orders ADD CONSTRAINT "One note" UNIQUE (note) DEFERRABLE INITIALLY DEFERRED;
