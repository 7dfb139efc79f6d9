CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text);

CREATE VIEW public.v1 AS SELECT id, a, b FROM public.t;
CREATE VIEW public.v2 WITH (security_barrier = true) AS SELECT id, a FROM public.v1 WHERE a > 0;
CREATE VIEW public.v3 AS SELECT v1.id, v2.a FROM public.v1 JOIN public.v2 USING (id);
CREATE FUNCTION public.rows_of_v3() RETURNS SETOF public.v3 LANGUAGE sql STABLE AS 'SELECT id, a FROM public.v3';
CREATE VIEW public.v4 AS SELECT f.id FROM public.rows_of_v3() f;
COMMENT ON COLUMN public.v3.a IS 'from below';
GRANT SELECT ON public.v2 TO PUBLIC;
GRANT SELECT (id) ON public.v4 TO pg_monitor WITH GRANT OPTION;
ALTER VIEW public.v1 ALTER COLUMN b SET DEFAULT 'none';
CREATE RULE v1_ins AS ON INSERT TO public.v1 DO INSTEAD INSERT INTO public.t VALUES (NEW.id, NEW.a, NEW.b);
CREATE FUNCTION public.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER v2_upd INSTEAD OF UPDATE ON public.v2 FOR EACH ROW EXECUTE FUNCTION public.nothing();
COMMENT ON TRIGGER v2_upd ON public.v2 IS 'swallows';
