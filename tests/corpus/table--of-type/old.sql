CREATE TYPE public.shape AS (id integer, name text);

CREATE TABLE public.circle OF public.shape (PRIMARY KEY (id));
