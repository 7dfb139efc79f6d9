CREATE TABLE public.doc (id integer, body text, hot boolean);
INSERT INTO public.doc VALUES (1, '{"a": 1}', true), (2, NULL, false);
