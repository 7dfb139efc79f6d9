CREATE TABLE public.t (id integer PRIMARY KEY, a integer);

CREATE VIEW public.v WITH (security_invoker = true) AS SELECT id FROM public.t;
CREATE VIEW public.w AS SELECT id FROM public.t;
