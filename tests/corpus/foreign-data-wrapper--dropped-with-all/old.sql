CREATE FUNCTION public.check_it(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FOREIGN DATA WRAPPER "Old W" VALIDATOR public.check_it;
CREATE SERVER "Old S" FOREIGN DATA WRAPPER "Old W";
CREATE USER MAPPING FOR CURRENT_USER SERVER "Old S";
CREATE FOREIGN TABLE public."Old F" (id integer) SERVER "Old S";
CREATE VIEW public.v AS SELECT id FROM public."Old F";
CREATE TABLE public.holder (row_of public."Old F");
