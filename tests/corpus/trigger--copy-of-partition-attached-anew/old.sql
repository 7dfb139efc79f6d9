CREATE TABLE public.m (id int, d int, v text) PARTITION BY RANGE (d);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM (0) TO (10);
CREATE FUNCTION public.tf() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TRIGGER tr AFTER INSERT ON public.m FOR EACH ROW EXECUTE FUNCTION public.tf();
