CREATE TABLE node (id integer PRIMARY KEY, parent integer REFERENCES node ON DELETE CASCADE, name text);
CREATE VIEW tree AS WITH RECURSIVE r AS (SELECT id, name, 1 AS depth FROM node WHERE parent IS NULL UNION ALL SELECT n.id, n.name, r.depth + 1 FROM node n JOIN r ON n.parent = r.id) SELECT * FROM r;
