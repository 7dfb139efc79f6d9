CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TABLE public.t (id integer PRIMARY KEY, v character varying(10) DEFAULT 'none' NOT NULL, w text COLLATE "C");
COMMENT ON COLUMN public.t.v IS 'text';
GRANT SELECT (v) ON public.t TO pg_monitor;
ALTER TABLE public.t ALTER COLUMN v SET STATISTICS 50;
CREATE INDEX t_v ON public.t (v);
