CREATE TABLE public.meter (
    id integer NOT NULL,
    reading integer DEFAULT 0 NOT NULL,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
COMMENT ON COLUMN public.meter.reading IS 'in kWh';
GRANT SELECT (reading), UPDATE (reading) ON public.meter TO PUBLIC;
ALTER TABLE public.meter ALTER COLUMN reading SET STATISTICS 700;
ALTER TABLE public.meter ALTER COLUMN reading SET (n_distinct=-0.5);
