CREATE TABLE public.t (id integer PRIMARY KEY, a text);
CREATE TABLE public.log (id integer, was text, at timestamptz DEFAULT now());

CREATE RULE r1 AS ON INSERT TO public.t WHERE NEW.id > 0 DO ALSO (INSERT INTO public.log VALUES (NEW.id, NULL); DELETE FROM public.log WHERE at < now() - interval '1 year');
CREATE RULE r3 AS ON INSERT TO public.t DO ALSO NOTIFY "T changed";
CREATE RULE r2 AS ON UPDATE TO public.t DO ALSO INSERT INTO public.log SELECT OLD.id, OLD.a;
COMMENT ON RULE r2 ON public.t IS 'remembers';
ALTER TABLE public.t DISABLE RULE r2;
