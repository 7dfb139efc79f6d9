CREATE TABLE public.doc (id integer PRIMARY KEY, owner name, level integer);

ALTER TABLE public.doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.doc FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON public.doc USING (owner = CURRENT_USER OR level < 2) WITH CHECK (owner = CURRENT_USER);
CREATE POLICY put ON public.doc FOR INSERT TO pg_monitor WITH CHECK (level > 0);
COMMENT ON POLICY put ON public.doc IS 'monitors may add';
