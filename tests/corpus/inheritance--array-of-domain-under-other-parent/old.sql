CREATE DOMAIN mark AS text CHECK (VALUE <> 'x');
CREATE TABLE wares (marks mark[], note text);
CREATE TABLE fruit (ripe boolean) INHERITS (wares);
INSERT INTO fruit VALUES ('{1,2}', '3', true);
