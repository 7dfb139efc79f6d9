CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE TABLE public.f (id integer NOT NULL, body text DEFAULT 'x', CONSTRAINT pos CHECK (id > 0), CONSTRAINT f_pk PRIMARY KEY (id));
COMMENT ON COLUMN public.f.id IS 'near';
CREATE FOREIGN TABLE public.g (id integer NOT NULL, body text OPTIONS (b 'B')) SERVER s;
CREATE VIEW public.v AS SELECT f.id, g.body FROM public.f, public.g;
