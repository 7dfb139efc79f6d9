CREATE TYPE public.kind AS ENUM ('a', 'b', 'weird ''one''');
CREATE TABLE public.t (id integer, k public.kind DEFAULT 'a' NOT NULL, ks public.kind[] DEFAULT '{a,b}');
CREATE FUNCTION public.f(k public.kind) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT k = 'a' $$;
CREATE INDEX t_f ON public.t (public.f(k));
CREATE VIEW public.v AS SELECT id, public.f(k) AS is_a FROM public.t WHERE k <> 'b';
