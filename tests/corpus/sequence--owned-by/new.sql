CREATE TABLE public.t (id bigint NOT NULL, other bigint);
CREATE TABLE public.u (id bigint NOT NULL);
CREATE SEQUENCE public.s;
CREATE SEQUENCE public.s2;

ALTER SEQUENCE public.s OWNED BY public.t.other;
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.s'::regclass);
