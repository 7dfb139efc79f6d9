CREATE TABLE public.t (id integer PRIMARY KEY, a text);
CREATE TABLE public.log (id integer, was text, at timestamptz DEFAULT now());

CREATE RULE r1 AS ON INSERT TO public.t DO ALSO INSERT INTO public.log VALUES (NEW.id, NULL);
CREATE RULE r2 AS ON DELETE TO public.t DO INSTEAD NOTHING;
