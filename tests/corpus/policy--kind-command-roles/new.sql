CREATE TABLE public.doc (id integer PRIMARY KEY, level integer);

CREATE POLICY a ON public.doc AS RESTRICTIVE FOR SELECT TO pg_monitor USING (level > 0);
CREATE POLICY b ON public.doc FOR ALL USING (level > 0);
CREATE POLICY c ON public.doc TO pg_read_all_settings, pg_monitor USING (true);
