CREATE TABLE public.place (name text);
CREATE TABLE public.visit (id integer PRIMARY KEY, at public.place);
INSERT INTO public.place VALUES ('here'), ('there');
INSERT INTO public.visit VALUES (1, NULL);
