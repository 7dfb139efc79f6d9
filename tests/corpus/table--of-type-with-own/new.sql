CREATE TYPE public.shape AS (id integer, name text);

CREATE TABLE public.circle OF public.shape (PRIMARY KEY (id), name WITH OPTIONS DEFAULT 'round' NOT NULL);
CREATE TABLE public.square OF public.shape;
