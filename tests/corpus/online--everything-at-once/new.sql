CREATE TABLE public.orders (
    id bigint CONSTRAINT orders_pkey PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text NOT NULL,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
CREATE TABLE public.customer (id integer PRIMARY KEY, name text);
INSERT INTO public.customer SELECT i, 'c' || i FROM generate_series(0, 6) i;
ALTER TABLE public.orders ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL;
ALTER TABLE public.orders ADD CONSTRAINT oc FOREIGN KEY (customer) REFERENCES public.customer (id);
ALTER TABLE public.orders ADD CONSTRAINT ok CHECK (amount IS NOT NULL);
CREATE INDEX orders_n ON public.orders (lower(note));
CREATE UNIQUE INDEX orders_t ON public.orders (token);
CREATE VIEW public.v AS SELECT o.id, o.token, c.name FROM public.orders o JOIN public.customer c ON c.id = o.customer;
