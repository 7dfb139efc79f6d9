CREATE TABLE public.meter (
    id integer NOT NULL,
    reading bigint DEFAULT 0 NOT NULL,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
ALTER TABLE public.meter ADD CONSTRAINT meter_pkey PRIMARY KEY (id);
CREATE INDEX meter_reading ON public.meter (reading DESC NULLS LAST, id);
CREATE UNIQUE INDEX meter_u ON public.meter (id) INCLUDE (reading);
COMMENT ON INDEX public.meter_reading IS 'high ones';
