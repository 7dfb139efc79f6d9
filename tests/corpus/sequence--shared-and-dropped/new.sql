CREATE SEQUENCE public.a_seq;
CREATE SEQUENCE public.b_seq;
CREATE TABLE public.a (id bigint DEFAULT nextval('public.a_seq'::regclass) NOT NULL);
CREATE TABLE public.b (id bigint DEFAULT nextval('public.b_seq'::regclass) NOT NULL);
