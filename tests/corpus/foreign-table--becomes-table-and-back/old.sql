CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.f (id integer NOT NULL, body text DEFAULT 'x', CONSTRAINT pos CHECK (id > 0)) SERVER s OPTIONS (a '1');
COMMENT ON COLUMN public.f.id IS 'far';
CREATE TABLE public.g (id integer NOT NULL, body text, CONSTRAINT g_pk PRIMARY KEY (id));
CREATE INDEX g_body ON public.g (body);
CREATE VIEW public.v AS SELECT f.id, g.body FROM public.f, public.g;
