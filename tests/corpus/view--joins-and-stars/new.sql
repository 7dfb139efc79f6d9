CREATE TABLE public.a (id integer PRIMARY KEY, x text);
CREATE TABLE public.b (id integer PRIMARY KEY, a_id integer, y text);

CREATE VIEW public.v AS SELECT a.id, a.x, l.y, row_number() OVER w AS nr, CASE WHEN l.y ~ '^\d+$' THEN 1 ELSE 0 END AS num FROM public.a, LATERAL (SELECT b.y FROM public.b WHERE b.a_id = a.id ORDER BY b.y LIMIT 1) l WINDOW w AS (PARTITION BY a.x ORDER BY a.id DESC);
