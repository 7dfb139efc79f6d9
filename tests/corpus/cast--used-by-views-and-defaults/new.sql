CREATE TYPE public.mood AS ENUM ('a', 'b');
CREATE FUNCTION public.mood_no(public.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT CASE WHEN $1::text ~ 'a' THEN 1 ELSE 2 END$$;
CREATE CAST (public.mood AS integer) WITH FUNCTION public.mood_no(public.mood) AS IMPLICIT;
CREATE CAST (public.mood AS varchar) WITH INOUT AS ASSIGNMENT;
CREATE TABLE public.t (m public.mood, n integer DEFAULT ('a'::public.mood)::integer, g integer GENERATED ALWAYS AS ((m)::integer) STORED, CHECK ((m)::integer < 3));
CREATE INDEX a_index ON public.t (((m)::integer));
CREATE VIEW public.a_view AS SELECT m::integer + 1 AS x, m::varchar AS y FROM public.t;
CREATE FUNCTION public.a_fun(public.mood DEFAULT 'a') RETURNS integer LANGUAGE sql AS 'SELECT $1 + 1';
CREATE DOMAIN public.a_dom AS public.mood CHECK ((VALUE)::integer > 0);
