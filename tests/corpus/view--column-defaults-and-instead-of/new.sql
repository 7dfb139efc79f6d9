CREATE TABLE public.t (id bigint, a text);
CREATE FUNCTION public.put() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE VIEW public.v AS SELECT id, a, 1 AS n FROM public.t;
ALTER VIEW public.v ALTER COLUMN a SET DEFAULT 'it''s';
ALTER VIEW public.v ALTER COLUMN id SET DEFAULT 7;
CREATE TRIGGER put INSTEAD OF INSERT ON public.v FOR EACH ROW EXECUTE FUNCTION public.put('more');
CREATE TRIGGER count_them BEFORE DELETE ON public.v FOR EACH STATEMENT EXECUTE FUNCTION public.put('x');
GRANT INSERT (a, n) ON public.v TO pg_monitor;
