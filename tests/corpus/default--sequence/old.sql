CREATE SEQUENCE public.s1;
CREATE TABLE public.t (id integer, n bigint);

ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.s1'::regclass);
