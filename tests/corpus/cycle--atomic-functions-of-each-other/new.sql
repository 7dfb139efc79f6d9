CREATE FUNCTION public.even(n bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION public.odd(n bigint) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT n > 0 AND public.even(n - 1); END;
CREATE OR REPLACE FUNCTION public.even(n bigint) RETURNS boolean LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT n = 0 OR public.odd(n - 1); END;
CREATE TABLE public.t (a integer CHECK (public.even(a)));
