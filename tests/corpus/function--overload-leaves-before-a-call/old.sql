CREATE FUNCTION public.f(first varchar DEFAULT 'x') RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT NULL::bigint';
CREATE TABLE public.s (id boolean DEFAULT true, a integer);
CREATE TABLE public.t (own varchar) INHERITS (public.s);
CREATE VIEW public.v AS SELECT id, public.f(own) AS called FROM public.t;
CREATE CAST (varchar AS bigint) WITH FUNCTION public.f(varchar) AS ASSIGNMENT;
