CREATE TABLE public.t (a integer, b integer);

CREATE FUNCTION public.fine(r public.t) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT r.a < r.b';
ALTER TABLE public.t ADD CONSTRAINT t_fine CHECK (public.fine(t));
