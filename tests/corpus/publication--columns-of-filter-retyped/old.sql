CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, "C c" date);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE PUBLICATION p FOR TABLE public.t (id, a) WHERE (a > 1 AND id < 100);
CREATE PUBLICATION q FOR TABLE public.t, public."U u" WHERE (x <> '');
COMMENT ON PUBLICATION p IS 'keep';
ALTER PUBLICATION p OWNER TO pg_monitor;
CREATE VIEW public.v AS SELECT id, a FROM public.t;
