CREATE TABLE public.t (id integer, k text DEFAULT 'a' NOT NULL CONSTRAINT t_k CHECK (k IN ('a', 'b', 'weird ''one''')), ks text[] DEFAULT '{a,b}');
CREATE FUNCTION public.f(k text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT k = 'a' $$;
CREATE INDEX t_f ON public.t (public.f(k));
CREATE VIEW public.v AS SELECT id, public.f(k) AS is_a FROM public.t WHERE k <> 'b';
