CREATE TABLE public.meter (
    id integer NOT NULL,
    reading bigint DEFAULT 0 NOT NULL,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
CREATE VIEW public.high AS SELECT id, reading FROM public.meter WHERE reading > 10;
CREATE VIEW public.higher AS SELECT id FROM public.high WHERE reading > 100;
COMMENT ON VIEW public.high IS 'of note';
GRANT SELECT ON public.high TO PUBLIC;
ALTER TABLE public.meter ADD CONSTRAINT meter_reading CHECK (reading >= 0);
