CREATE TYPE addr AS (street varchar(80), no bigint, zip text);
CREATE TABLE public.t OF addr (PRIMARY KEY (street));
CREATE TABLE public.u OF addr (zip DEFAULT 'x');
CREATE VIEW v AS SELECT street FROM t;
CREATE FUNCTION f(addr) RETURNS text LANGUAGE sql AS 'SELECT $1.street';
INSERT INTO public.t VALUES ('a', 1);
