CREATE TYPE public.b AS ENUM ('x', 'y');
CREATE TYPE public.a AS ENUM ('p', 'q', 'r');
CREATE TABLE public.t (one public.b DEFAULT 'x', two public.a DEFAULT 'p');
CREATE VIEW public.v AS SELECT one, two FROM public.t;
CREATE INDEX t_one ON public.t (one) WHERE two IS NOT NULL;
