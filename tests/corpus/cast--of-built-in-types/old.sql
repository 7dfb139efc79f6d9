CREATE TABLE public.t (a json);
