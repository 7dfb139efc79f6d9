CREATE TABLE public.p (a integer, b integer CHECK (b > 0));
CREATE TABLE public.c (d integer) INHERITS (public.p);
CREATE TABLE public.g (e integer) INHERITS (public.c);
ALTER TABLE public.p ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE public.c ADD CONSTRAINT d CHECK (d > a) NOT VALID;
CREATE FUNCTION public.f(public.g) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE TABLE public.h (CHECK (public.f(NULL::public.g))) INHERITS (public.p);
