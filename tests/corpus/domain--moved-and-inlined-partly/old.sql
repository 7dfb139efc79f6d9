CREATE SCHEMA s;
CREATE DOMAIN public.d1 AS integer CHECK (VALUE > 1);
CREATE DOMAIN public.d2 AS public.d1 CHECK (VALUE > 2);
CREATE TABLE public.t (x public.d1, y public.d2, z public.d2[]);
CREATE VIEW public.v AS SELECT x, y, z FROM public.t;
