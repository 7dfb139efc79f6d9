CREATE SCHEMA s;
CREATE DOMAIN s.d1 AS integer CHECK (VALUE > 1);
CREATE DOMAIN public.d2 AS s.d1 CHECK (VALUE > 2);
CREATE TABLE public.t (x integer, y public.d2, z s.d1[]);
CREATE VIEW public.v AS SELECT x, y, z FROM public.t;
