CREATE TABLE public.member (who name, team integer);
CREATE TABLE public.doc (id integer PRIMARY KEY, team integer);
ALTER TABLE public.doc ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION public.teams(n name) RETURNS SETOF integer LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT team FROM public.member WHERE who = n';
CREATE POLICY team ON public.doc USING (EXISTS (SELECT 1 FROM public.member m WHERE m.team = doc.team AND m.who = CURRENT_USER)) WITH CHECK (team IN (SELECT public.teams(CURRENT_USER)));
