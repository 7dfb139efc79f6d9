CREATE TABLE public.p (id integer, a integer) PARTITION BY LIST (id);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE PUBLICATION whole FOR TABLE public.p, public.p1;
COMMENT ON PUBLICATION whole IS 'keep';
CREATE TABLE public.away (id integer PRIMARY KEY);
CREATE PUBLICATION q FOR TABLE public.away;
