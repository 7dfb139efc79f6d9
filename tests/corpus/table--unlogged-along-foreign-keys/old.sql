CREATE TABLE public.b (id int PRIMARY KEY, s int REFERENCES public.b);
CREATE TABLE public.a (b int REFERENCES public.b, t int);
CREATE TABLE public.c (a int REFERENCES public.b);
CREATE UNLOGGED TABLE public.x (id int PRIMARY KEY);
CREATE UNLOGGED TABLE public.w (x int REFERENCES public.x);
CREATE UNLOGGED TABLE public.y (x int);
