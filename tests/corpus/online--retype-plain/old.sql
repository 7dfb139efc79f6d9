CREATE TABLE public.meter (
    id integer NOT NULL,
    reading integer DEFAULT 0 NOT NULL,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
