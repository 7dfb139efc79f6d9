CREATE TABLE public.x (id integer PRIMARY KEY, y integer);
CREATE TABLE public.y (id integer PRIMARY KEY, c bigint);
CREATE TABLE public.c (id bigint PRIMARY KEY, x integer REFERENCES public.x);
ALTER TABLE public.x ADD FOREIGN KEY (y) REFERENCES public.y;
ALTER TABLE public.y ADD FOREIGN KEY (c) REFERENCES public.c DEFERRABLE INITIALLY DEFERRED;
