CREATE TABLE public.k (id text);
CREATE TABLE public.r (id integer, a text[]);
CREATE TABLE public.t (id public.r, a int);
INSERT INTO public.t VALUES (ROW(1, '{a,b}'), 7), (NULL, 8);
