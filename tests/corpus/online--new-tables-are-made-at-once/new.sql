CREATE TABLE public.customer (id integer PRIMARY KEY, name text);
INSERT INTO public.customer SELECT i, 'c' || i FROM generate_series(0, 6) i;
CREATE TABLE public.bill (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer NOT NULL REFERENCES public.customer (id), at timestamp with time zone DEFAULT clock_timestamp() NOT NULL, CHECK (id > 0));
CREATE INDEX bill_at ON public.bill (at);
