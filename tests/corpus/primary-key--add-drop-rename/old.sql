CREATE TABLE public.a (id integer NOT NULL, n integer NOT NULL);
CREATE TABLE public.b (id integer NOT NULL, CONSTRAINT b_pkey PRIMARY KEY (id));
CREATE TABLE public.c (id integer NOT NULL, CONSTRAINT c_pkey PRIMARY KEY (id));
