CREATE TABLE public.meter (
    id integer NOT NULL,
    reading bigint PRIMARY KEY,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
CREATE TABLE public.dial (r bigint REFERENCES public.meter (reading), k text);
INSERT INTO public.dial SELECT i, 'k' FROM generate_series(1, 50) i;
