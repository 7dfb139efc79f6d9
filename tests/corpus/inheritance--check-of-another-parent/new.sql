CREATE TABLE wares (id bigint, mark text, CONSTRAINT sold CHECK (mark <> ''), CONSTRAINT more CHECK (id > 0));
CREATE TABLE fruit (ripe boolean) INHERITS (wares);
