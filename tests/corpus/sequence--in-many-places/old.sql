CREATE TABLE public.t (id integer PRIMARY KEY);

CREATE SEQUENCE public.s CACHE 3;
CREATE FUNCTION public.take() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('public.s'::regclass) $$;
ALTER TABLE public.t ADD COLUMN n bigint DEFAULT nextval('public.s'::regclass);
CREATE VIEW public.v AS SELECT last_value FROM public.s;
