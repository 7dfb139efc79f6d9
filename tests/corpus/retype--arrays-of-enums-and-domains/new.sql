CREATE TYPE e AS ENUM ('a', 'c');
CREATE DOMAIN n AS integer CHECK (VALUE > 0);
CREATE TABLE t (x text[], y e[], z n[], w e[] DEFAULT '{a,c}');
CREATE INDEX i ON t USING gin (y);
