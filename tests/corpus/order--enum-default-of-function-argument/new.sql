CREATE TYPE e AS ENUM ('c', 'b');
CREATE FUNCTION f(x e DEFAULT 'c') RETURNS e LANGUAGE sql AS 'SELECT x';
CREATE TABLE t (x e DEFAULT f(), y e[] DEFAULT ARRAY['c', 'b']::e[], CHECK (x = ANY (y)));
CREATE VIEW v AS SELECT x FROM t WHERE x IN ('c', 'b');
