CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    amount numeric(10,2)
);
INSERT INTO public.orders SELECT i, i % 7, 'new', 'n' || i, i / 3.0 FROM generate_series(1, 500) i;
CREATE TABLE public.line (o bigint NOT NULL, n integer, CONSTRAINT line_o FOREIGN KEY (o) REFERENCES public.orders (id) ON DELETE CASCADE);
INSERT INTO public.line SELECT id, 1 FROM public.orders;
