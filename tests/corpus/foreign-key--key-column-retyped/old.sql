CREATE TABLE public.p (id integer PRIMARY KEY);
CREATE TABLE public.c (id integer PRIMARY KEY, p_id integer REFERENCES public.p);
CREATE TABLE public.d (id integer PRIMARY KEY, p_id integer REFERENCES public.p ON DELETE CASCADE);
