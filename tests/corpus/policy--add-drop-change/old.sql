CREATE TABLE public.doc (id integer PRIMARY KEY, owner name, level integer);

ALTER TABLE public.doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.doc USING (owner = CURRENT_USER);
CREATE POLICY gone ON public.doc FOR DELETE USING (level = 0);
