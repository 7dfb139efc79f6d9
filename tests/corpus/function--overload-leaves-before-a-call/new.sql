CREATE FUNCTION public.f() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT NULL::boolean';
CREATE TABLE public.s (id boolean DEFAULT public.f(), a integer);
CREATE TABLE public.t (own varchar) INHERITS (public.s);
CREATE VIEW public.v AS SELECT id FROM public.t;
