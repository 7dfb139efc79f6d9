CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE TABLE public.animal (id integer, name text DEFAULT 'beast', CONSTRAINT named CHECK (name <> ''));
CREATE FOREIGN TABLE public.far_animal (legs integer OPTIONS (n 'L')) INHERITS (public.animal) SERVER s;
CREATE FOREIGN TABLE public.far_base (id integer, CONSTRAINT pos CHECK (id > 0)) SERVER s;
CREATE TABLE public.near_child (id integer, x text, CONSTRAINT pos CHECK (id > 0)) INHERITS (public.far_base);
CREATE FOREIGN TABLE public.free (id integer, name text, CONSTRAINT named CHECK (name <> '')) SERVER s;
