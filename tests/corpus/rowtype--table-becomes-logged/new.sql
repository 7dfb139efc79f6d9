CREATE TABLE public.shape (kind text, sides integer);
CREATE TABLE public.thing (id integer PRIMARY KEY, shape public.shape, others public.shape[]);
INSERT INTO public.shape VALUES ('box', 4);
INSERT INTO public.thing VALUES (1, ROW('box', 4), NULL);
