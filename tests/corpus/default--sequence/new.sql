CREATE SEQUENCE public.s1;
CREATE TABLE public.t (id integer, n bigint);

CREATE SEQUENCE public."S 2";
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public."S 2"'::regclass);
ALTER TABLE public.t ALTER COLUMN n SET DEFAULT (nextval('public.s1'::regclass) * 10);
