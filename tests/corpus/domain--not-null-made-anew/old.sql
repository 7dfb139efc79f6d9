CREATE DOMAIN code AS varchar(20) NOT NULL CHECK (VALUE <> 'x');
CREATE TABLE wares (id code, mark text);
INSERT INTO wares VALUES ('1', 'one');
