CREATE TABLE public.shape (id integer, sides integer);
CREATE TABLE public.thing (id integer, shape public.shape);
CREATE POLICY seen ON public.shape USING (sides > 3 AND id > 0);
