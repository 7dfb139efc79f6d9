CREATE TABLE wares (id integer);
ALTER TABLE wares ADD CONSTRAINT sold CHECK (id > 0) NOT VALID;
CREATE TABLE fruit (ripe boolean) INHERITS (wares);
