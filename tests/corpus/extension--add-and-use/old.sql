CREATE TABLE public.member (id integer PRIMARY KEY);
