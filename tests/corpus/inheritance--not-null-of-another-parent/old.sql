CREATE TABLE goods (id integer, note text);
CREATE TABLE fruit (ripe boolean) INHERITS (goods);
INSERT INTO fruit VALUES (1, 'one', true);
