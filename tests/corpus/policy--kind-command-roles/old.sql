CREATE TABLE public.doc (id integer PRIMARY KEY, level integer);

CREATE POLICY a ON public.doc FOR SELECT TO pg_monitor USING (level > 0);
CREATE POLICY b ON public.doc FOR UPDATE USING (level > 0) WITH CHECK (level > 1);
CREATE POLICY c ON public.doc TO PUBLIC USING (true);
