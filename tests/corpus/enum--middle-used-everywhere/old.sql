CREATE TYPE public.step AS ENUM ('one', 'three');
CREATE TABLE public.job (id integer, s public.step DEFAULT 'one' NOT NULL) PARTITION BY LIST (s);
CREATE TABLE public.job_one PARTITION OF public.job FOR VALUES IN ('one');
CREATE TABLE public.task (s public.step[], k public.step);
