CREATE PROCEDURE public.p(IN a integer, OUT b text, INOUT c integer DEFAULT 5) LANGUAGE plpgsql AS 'BEGIN b := a; END';
