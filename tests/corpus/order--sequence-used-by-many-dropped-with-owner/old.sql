CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id integer DEFAULT nextval('a_id_seq'));
CREATE VIEW nexts AS SELECT nextval('a_id_seq') AS n;
CREATE FUNCTION n() RETURNS bigint LANGUAGE sql AS 'SELECT nextval(''public.a_id_seq'')';
