CREATE TABLE public.base (id integer PRIMARY KEY, made timestamptz DEFAULT now());
