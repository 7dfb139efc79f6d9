CREATE TABLE public.t (id integer PRIMARY KEY);

CREATE SCHEMA seqs;
CREATE SEQUENCE seqs.s CACHE 3;
CREATE FUNCTION public.take() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('seqs.s'::regclass) $$;
ALTER TABLE public.t ADD COLUMN n bigint DEFAULT nextval('seqs.s'::regclass);
CREATE VIEW public.v AS SELECT last_value FROM seqs.s;
