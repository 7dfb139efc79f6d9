CREATE TABLE public.member (who name, team integer);
CREATE TABLE public.doc (id integer PRIMARY KEY, team integer);
ALTER TABLE public.doc ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION public.teams() RETURNS SETOF integer LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT team FROM public.member WHERE who = CURRENT_USER';
CREATE POLICY team ON public.doc USING (team IN (SELECT public.teams()));
