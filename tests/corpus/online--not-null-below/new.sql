CREATE TABLE public.above (a integer NOT NULL, b text);
CREATE TABLE public.below (c integer NOT NULL) INHERITS (public.above);
INSERT INTO public.above VALUES (1, 'x'); INSERT INTO public.below VALUES (2, 'y', 3);
