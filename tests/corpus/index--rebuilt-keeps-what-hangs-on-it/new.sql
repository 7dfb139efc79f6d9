CREATE TABLE public.t (a integer NOT NULL, b integer NOT NULL, c integer);

CREATE UNIQUE INDEX t_key ON public.t (a, b);

COMMENT ON INDEX public.t_key IS 'stays';
ALTER TABLE public.t REPLICA IDENTITY USING INDEX t_key;
ALTER TABLE public.t CLUSTER ON t_key;
