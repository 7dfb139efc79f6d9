CREATE TABLE public.t (id integer PRIMARY KEY, note text);
CREATE VIEW public.v AS SELECT id, note FROM public.t;

ALTER VIEW public.v ALTER COLUMN id SET DEFAULT 1;
