CREATE TABLE public.t (a integer, b integer);

CREATE FUNCTION public.fine(r public.t, slack integer DEFAULT 0) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT r.a < r.b + slack';
ALTER TABLE public.t ADD CONSTRAINT t_fine CHECK (public.fine(t, 3));
