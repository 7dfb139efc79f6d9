CREATE TABLE t (a integer, b text);
CREATE FUNCTION v() RETURNS TABLE (a integer, b text) LANGUAGE sql STABLE AS 'SELECT a, b FROM public.t';
CREATE VIEW w AS SELECT v.a FROM v();
