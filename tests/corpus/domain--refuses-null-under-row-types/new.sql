CREATE DOMAIN code AS text NOT NULL;
CREATE DOMAIN ean AS code CHECK (length(VALUE) < 14);
CREATE TABLE wares (id integer PRIMARY KEY, mark ean);
CREATE TABLE orders (line wares, lines wares[]);
