CREATE TABLE public.node (id integer PRIMARY KEY, up integer, name text);

CREATE RECURSIVE VIEW public.tree (id, path, depth) AS SELECT id, name, 0 FROM public.node WHERE up IS NULL UNION ALL SELECT n.id, t.path || '.' || n.name, t.depth + 1 FROM public.node n JOIN tree t ON n.up = t.id;
