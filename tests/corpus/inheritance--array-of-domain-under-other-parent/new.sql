CREATE DOMAIN mark AS integer CHECK (VALUE > 0);
CREATE TABLE wares (marks mark[], note text);
CREATE TABLE goods (marks text, note varchar(20));
CREATE TABLE fruit (ripe boolean) INHERITS (goods);
