CREATE TABLE public.t (id bigint PRIMARY KEY, a bigint, b character varying(50), c numeric(12,4), d timestamp with time zone, e character varying(9)[]);
