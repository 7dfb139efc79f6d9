CREATE UNLOGGED TABLE public.b (id int PRIMARY KEY, s int REFERENCES public.b);
CREATE UNLOGGED TABLE public.a (b int REFERENCES public.b, t int);
CREATE TABLE public.c (a int);
CREATE TABLE public.x (id int PRIMARY KEY);
CREATE TABLE public.w (x int REFERENCES public.x);
CREATE TABLE public.y (x int REFERENCES public.x);
