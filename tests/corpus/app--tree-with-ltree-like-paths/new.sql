CREATE TABLE node (id integer PRIMARY KEY, parent integer REFERENCES node ON DELETE CASCADE DEFERRABLE, name text NOT NULL, CHECK (id <> parent));
CREATE RECURSIVE VIEW tree (id, name, depth, path) AS SELECT id, name, 1::bigint, ARRAY[id] FROM node WHERE parent IS NULL UNION ALL SELECT n.id, n.name, tree.depth + 1, tree.path || n.id FROM node n JOIN tree ON n.parent = tree.id WHERE NOT n.id = ANY (tree.path);
CREATE INDEX node_parent ON node (parent) WHERE parent IS NOT NULL;
