CREATE DOMAIN public.one AS integer;
CREATE TYPE public.two AS ENUM ('x', 'y');
CREATE TABLE public.u (a public.two);
