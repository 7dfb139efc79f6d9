CREATE SEQUENCE public.s1 AS integer START 5 INCREMENT 2;
CREATE SEQUENCE public.s2 AS smallint MAXVALUE 300 CYCLE;
CREATE TABLE public.t (a integer DEFAULT nextval('public.s1'), b integer DEFAULT nextval('public.s2'));
ALTER SEQUENCE public.s1 OWNED BY public.t.a;
ALTER SEQUENCE public.s2 OWNED BY public.t.b;
GRANT USAGE ON SEQUENCE public.s1 TO pg_monitor;
