CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
CREATE TABLE public.customer (id integer PRIMARY KEY, name text);
INSERT INTO public.customer SELECT i, 'c' || i FROM generate_series(0, 6) i;
CREATE VIEW public.v AS SELECT o.id, c.name FROM public.orders o JOIN public.customer c ON c.id = o.customer;
CREATE INDEX orders_n ON public.orders (note);
