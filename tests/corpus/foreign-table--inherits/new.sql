CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE TABLE public.animal (id bigint, name text DEFAULT 'beast', age integer, CONSTRAINT named CHECK (name <> ''));
CREATE FOREIGN TABLE public.far_animal (legs integer OPTIONS (n 'L')) INHERITS (public.animal) SERVER s;
ALTER FOREIGN TABLE public.far_animal ALTER COLUMN name SET DEFAULT 'far beast';
ALTER FOREIGN TABLE public.far_animal ALTER COLUMN age OPTIONS (ADD n 'AGE');
CREATE FOREIGN TABLE public.far_base (id integer, CONSTRAINT pos CHECK (id > 0)) SERVER s;
CREATE TABLE public.near_child (id integer, x text, CONSTRAINT pos CHECK (id > 0));
CREATE FOREIGN TABLE public.free (id bigint, name text, age integer, CONSTRAINT named CHECK (name <> '')) SERVER s;
ALTER FOREIGN TABLE public.free INHERIT public.animal;
