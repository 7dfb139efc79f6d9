CREATE TABLE public.a (id integer NOT NULL, n integer);
CREATE TABLE public.b (id bigint GENERATED ALWAYS AS IDENTITY, n integer);
