CREATE SEQUENCE shared;
CREATE TABLE b (id integer DEFAULT nextval('shared'));
CREATE VIEW nexts AS SELECT nextval('shared') AS n;
CREATE FUNCTION n() RETURNS bigint LANGUAGE sql AS 'SELECT nextval(''public.shared'')';
