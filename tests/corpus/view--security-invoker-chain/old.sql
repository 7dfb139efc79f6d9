CREATE TABLE public.t (id integer, owner name, body text);
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.t USING (owner = current_user);
CREATE VIEW public.a WITH (security_invoker) AS SELECT id, body FROM public.t;
CREATE VIEW public.b WITH (security_invoker = on, check_option = local) AS SELECT id FROM public.a WHERE id > 0;
CREATE MATERIALIZED VIEW public.m AS SELECT count(*) FROM public.b;
GRANT SELECT ON public.b TO pg_monitor;
