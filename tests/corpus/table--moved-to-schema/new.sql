CREATE SCHEMA s;
CREATE TABLE public.other (id integer PRIMARY KEY);

CREATE TABLE s.t (id serial PRIMARY KEY, other_id integer REFERENCES public.other);
CREATE INDEX t_other ON s.t (other_id);
CREATE VIEW public.v AS SELECT id FROM s.t;
