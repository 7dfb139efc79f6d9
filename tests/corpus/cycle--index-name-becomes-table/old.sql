CREATE TABLE public.h (e integer, d date, CONSTRAINT a UNIQUE (e));
CREATE TABLE public.t (id public.h[], n public.h);
CREATE FUNCTION public.f() RETURNS public.h LANGUAGE sql AS 'SELECT NULL::public.h';
