CREATE PROCEDURE public.p(a integer, INOUT b text DEFAULT 'y') LANGUAGE plpgsql SECURITY DEFINER SET search_path TO 'pg_catalog' AS 'BEGIN b := a + 1; END';
CREATE PROCEDURE public.p(a text) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE public.p(text) IS 'takes text';
REVOKE ALL ON PROCEDURE public.p(text) FROM PUBLIC;
