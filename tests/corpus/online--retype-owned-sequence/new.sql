CREATE TABLE public.meter (
    id integer NOT NULL,
    reading bigint DEFAULT 0 NOT NULL,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
CREATE SEQUENCE public.meter_seq OWNED BY public.meter.reading;
ALTER TABLE public.meter ALTER COLUMN reading SET DEFAULT nextval('public.meter_seq');
