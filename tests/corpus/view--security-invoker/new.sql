CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE VIEW public.v WITH (security_invoker = true) AS SELECT id, a FROM public.t;
CREATE VIEW public.w WITH (security_invoker = true, security_barrier = true) AS SELECT id FROM public.t;
