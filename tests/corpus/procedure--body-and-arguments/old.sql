CREATE PROCEDURE public.p(a integer, INOUT b text DEFAULT 'x') LANGUAGE plpgsql AS 'BEGIN b := a; END';
CREATE PROCEDURE public.gone() LANGUAGE sql AS 'SELECT 1';
