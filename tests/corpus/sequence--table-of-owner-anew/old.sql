CREATE TABLE public.t (id boolean, e integer);
CREATE SEQUENCE public.s AS integer;
ALTER SEQUENCE public.s OWNED BY public.t.e;
ALTER TABLE public.t ALTER COLUMN e SET DEFAULT nextval('public.s');
