CREATE TABLE public.above (a integer, b text);
CREATE TABLE public.below (c integer) INHERITS (public.above);
INSERT INTO public.above VALUES (1, 'x'); INSERT INTO public.below VALUES (2, 'y', 3);
