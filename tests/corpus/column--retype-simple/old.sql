CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b character varying(20), c numeric(10,2), d timestamp without time zone, e text[]);
