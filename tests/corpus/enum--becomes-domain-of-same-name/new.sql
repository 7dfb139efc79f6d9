CREATE DOMAIN public.kind AS text DEFAULT 'b' CHECK (VALUE = ANY (ARRAY['a', 'b']));
CREATE TABLE public.t (id integer, k public.kind DEFAULT 'a' NOT NULL, ks public.kind[]);
CREATE FUNCTION public.f(k public.kind) RETURNS public.kind LANGUAGE sql IMMUTABLE AS $$ SELECT k $$;
CREATE VIEW public.v AS SELECT id, public.f(k) AS k FROM public.t;
GRANT USAGE ON TYPE public.kind TO pg_monitor;
