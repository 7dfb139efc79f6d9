CREATE TABLE public.t (a bigint, b text);
CREATE VIEW public.v1 AS SELECT a, b FROM public.t;
CREATE VIEW public.v2 AS SELECT b, a FROM public.t;
CREATE RULE r1 AS ON INSERT TO public.v1 DO INSTEAD INSERT INTO public.v2 VALUES (NEW.b, NEW.a);
CREATE RULE r2 AS ON UPDATE TO public.v2 DO INSTEAD UPDATE public.v1 SET a = NEW.a WHERE v1.a = OLD.a;
GRANT INSERT ON public.v1 TO pg_monitor;
