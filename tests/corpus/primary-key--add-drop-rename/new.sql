CREATE TABLE public.a (id integer NOT NULL, n integer NOT NULL, CONSTRAINT a_pkey PRIMARY KEY (n, id));
CREATE TABLE public.b (id integer NOT NULL);
CREATE TABLE public.c (id integer NOT NULL, CONSTRAINT "the key" PRIMARY KEY (id));
