CREATE DOMAIN code AS text;
CREATE DOMAIN ean AS code CHECK (length(VALUE) < 14);
CREATE TABLE wares (id integer PRIMARY KEY, mark ean);
CREATE TABLE orders (line wares, lines wares[]);
INSERT INTO orders VALUES ('(1,x)', '{"(2,y)"}');
