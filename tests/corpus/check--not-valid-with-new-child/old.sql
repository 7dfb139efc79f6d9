CREATE TABLE public.p (a integer);
