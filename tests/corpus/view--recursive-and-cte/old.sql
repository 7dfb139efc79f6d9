CREATE TABLE public.node (id integer PRIMARY KEY, up integer, name text);

CREATE VIEW public.tree AS WITH RECURSIVE t(id, path) AS (SELECT id, name FROM public.node WHERE up IS NULL UNION ALL SELECT n.id, t.path || '/' || n.name FROM public.node n JOIN t ON n.up = t.id) SELECT id, path FROM t;
