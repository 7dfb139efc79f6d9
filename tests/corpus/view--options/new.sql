CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE VIEW public.v1 AS SELECT id, a FROM public.t WHERE a > 0;
CREATE VIEW public.v2 WITH (security_barrier = false) AS SELECT id, a FROM public.t WHERE a > 1 WITH LOCAL CHECK OPTION;
CREATE VIEW public.v3 WITH (security_barrier) AS SELECT id, a FROM public.t WHERE a > 2 WITH LOCAL CHECK OPTION;
