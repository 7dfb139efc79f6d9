CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE VIEW public.v1 WITH (security_barrier = true) AS SELECT id, a FROM public.t WHERE a > 0;
CREATE VIEW public.v2 AS SELECT id, a FROM public.t WHERE a > 1 WITH CASCADED CHECK OPTION;
CREATE VIEW public.v3 AS SELECT id, a FROM public.t WHERE a > 2;
