CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
CREATE UNIQUE INDEX orders_pair ON public.orders (id, customer) INCLUDE (state);
CREATE TABLE public.item (o bigint, c integer, n integer);
INSERT INTO public.item SELECT id, customer, 1 FROM public.orders;
ALTER TABLE public.item ADD CONSTRAINT item_order FOREIGN KEY (o, c) REFERENCES public.orders (id, customer);
COMMENT ON CONSTRAINT item_order ON public.item IS 'kept';
