CREATE TABLE public.keep (id integer PRIMARY KEY);
CREATE TABLE public.a (id integer PRIMARY KEY, b_id integer);
CREATE TABLE public.b (id integer PRIMARY KEY, c_id integer);
CREATE TABLE public.c (id integer PRIMARY KEY, a_id integer REFERENCES public.a);
ALTER TABLE public.b ADD CONSTRAINT b_c FOREIGN KEY (c_id) REFERENCES public.c;
ALTER TABLE public.a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES public.b;
