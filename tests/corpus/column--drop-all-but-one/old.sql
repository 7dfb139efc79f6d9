CREATE TABLE public.t (id integer);

ALTER TABLE public.t ADD COLUMN a integer NOT NULL, ADD COLUMN b integer GENERATED ALWAYS AS (id + 1) STORED, ADD COLUMN c serial;
ALTER TABLE public.t ADD CONSTRAINT t_key PRIMARY KEY (a);
CREATE TABLE public.u (a integer REFERENCES public.t (a));
