CREATE TABLE public.shape (id bigint, n integer);
CREATE TABLE public.thing (id integer, shape public.shape);
CREATE POLICY seen ON public.shape USING (n > 3 AND id > 0);
