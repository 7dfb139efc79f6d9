CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, "C c" date);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE PUBLICATION gone FOR TABLE public.t;
CREATE PUBLICATION changed FOR TABLE public.t, public."U u" WITH (publish = 'insert');
COMMENT ON PUBLICATION changed IS 'one';
CREATE PUBLICATION empty_one;
ALTER PUBLICATION empty_one OWNER TO pg_monitor;
