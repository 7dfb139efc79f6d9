CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, "C c" date);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE TABLE public.fresh (id integer PRIMARY KEY);
CREATE PUBLICATION changed FOR TABLE public.t, public.fresh WITH (publish = 'update, delete, truncate', publish_via_partition_root = true);
COMMENT ON PUBLICATION changed IS 'two';
ALTER PUBLICATION changed OWNER TO pg_signal_backend;
CREATE PUBLICATION empty_one FOR TABLE public."U u" WITH (publish = '');
CREATE PUBLICATION "New; one" FOR TABLE public."U u", public.t WITH (publish = 'truncate');
