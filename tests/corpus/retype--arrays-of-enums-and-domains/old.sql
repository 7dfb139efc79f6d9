CREATE TYPE e AS ENUM ('a', 'b', 'c');
CREATE TABLE t (x e[], y text[], z integer[][], w varchar(3)[] DEFAULT '{a,b}');
CREATE INDEX i ON t USING gin (y);
