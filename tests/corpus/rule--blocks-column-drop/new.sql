CREATE TABLE public.t (id integer PRIMARY KEY);
CREATE TABLE public.log (id integer, n integer);

CREATE RULE keep AS ON UPDATE TO public.t DO ALSO INSERT INTO public.log VALUES (OLD.id, 0);
