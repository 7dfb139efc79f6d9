CREATE TYPE e AS ENUM ('a', 'b');
CREATE FUNCTION f(x e DEFAULT 'a') RETURNS e LANGUAGE sql AS 'SELECT x';
CREATE TABLE t (x e DEFAULT f(), y e[] DEFAULT ARRAY['a', 'b']::e[], CHECK (x = ANY (y)));
CREATE VIEW v AS SELECT x FROM t WHERE x IN ('a', 'b');
