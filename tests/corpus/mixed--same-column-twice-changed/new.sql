CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TABLE public.t (id integer PRIMARY KEY, v integer DEFAULT 7, w character(4) NOT NULL);
COMMENT ON COLUMN public.t.v IS 'number';
GRANT UPDATE (v) ON public.t TO pg_monitor;
ALTER TABLE public.t ALTER COLUMN v SET STATISTICS 60;
CREATE INDEX t_v ON public.t (v DESC);
CREATE TRIGGER t_touch BEFORE UPDATE OF v ON public.t FOR EACH ROW EXECUTE FUNCTION public.touch();
