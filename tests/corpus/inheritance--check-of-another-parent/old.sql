CREATE TABLE goods (id integer, mark text, CONSTRAINT sold CHECK (mark <> ''));
CREATE TABLE fruit (ripe boolean) INHERITS (goods);
INSERT INTO fruit VALUES (1, 'one', true);
