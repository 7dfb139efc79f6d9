CREATE TABLE public.emp (id integer PRIMARY KEY, boss_id integer);
