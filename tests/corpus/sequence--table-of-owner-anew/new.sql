CREATE TABLE public.t (n integer NOT NULL, id text) PARTITION BY LIST (n);
CREATE SEQUENCE public.s AS integer;
ALTER SEQUENCE public.s OWNED BY public.t.n;
ALTER TABLE public.t ALTER COLUMN n SET DEFAULT nextval('public.s');
