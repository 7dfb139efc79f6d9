CREATE TABLE public.t (id integer PRIMARY KEY, flag boolean DEFAULT true, n integer DEFAULT 0 NOT NULL, at date);
