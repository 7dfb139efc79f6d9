CREATE TABLE public.t (id integer, a text);
CREATE FUNCTION public.put() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE VIEW public.v AS SELECT id, a FROM public.t;
ALTER VIEW public.v ALTER COLUMN a SET DEFAULT 'from view';
CREATE TRIGGER put INSTEAD OF INSERT OR UPDATE ON public.v FOR EACH ROW EXECUTE FUNCTION public.put();
COMMENT ON TRIGGER put ON public.v IS 'puts';
CREATE TRIGGER count_them AFTER DELETE ON public.v FOR EACH STATEMENT EXECUTE FUNCTION public.put('x');
GRANT INSERT (a) ON public.v TO pg_monitor;
