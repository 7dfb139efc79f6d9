CREATE TABLE public.alpha (id integer, also integer, CONSTRAINT first CHECK (also > 0));
CREATE TABLE public.zulu (id integer, also integer, CONSTRAINT second CHECK (also > 0 AND id > 0));
CREATE TABLE public.child (own integer) INHERITS (public.alpha);
INSERT INTO public.child VALUES (1, 2, 3);
