CREATE DOMAIN public.qty AS integer DEFAULT 1 NOT NULL CHECK (VALUE > 0);
CREATE TABLE public.line (id integer PRIMARY KEY, qty public.qty, list public.qty[]);
CREATE VIEW public.v AS SELECT id, qty FROM public.line;
