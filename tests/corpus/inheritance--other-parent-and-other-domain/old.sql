CREATE DOMAIN code AS bigint DEFAULT 1;
CREATE TABLE goods (id code, weight integer);
CREATE TABLE fruit (ripe boolean) INHERITS (goods);
INSERT INTO fruit VALUES (7, 3, true);
