CREATE TYPE public.a AS ENUM ('x', 'y');
CREATE TYPE public.b AS ENUM ('p', 'q', 'r');
CREATE TABLE public.t (one public.a DEFAULT 'x', two public.b DEFAULT 'p');
CREATE VIEW public.v AS SELECT one, two FROM public.t;
CREATE INDEX t_one ON public.t (one) WHERE two IS NOT NULL;
