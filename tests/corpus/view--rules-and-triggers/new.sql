CREATE TABLE public.t (id integer PRIMARY KEY, a integer);
CREATE VIEW public.v AS SELECT id, a, a * 2 AS twice FROM public.t;
CREATE FUNCTION public.v_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE TRIGGER v_write INSTEAD OF INSERT OR UPDATE OR DELETE ON public.v FOR EACH ROW EXECUTE FUNCTION public.v_write();
CREATE TRIGGER v_before BEFORE UPDATE ON public.v FOR EACH STATEMENT EXECUTE FUNCTION public.v_write();
