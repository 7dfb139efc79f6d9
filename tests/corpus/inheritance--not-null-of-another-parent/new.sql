CREATE TABLE wares (id integer PRIMARY KEY, note text NOT NULL);
CREATE TABLE fruit (ripe boolean) INHERITS (wares);
