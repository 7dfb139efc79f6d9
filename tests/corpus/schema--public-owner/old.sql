GRANT CREATE ON SCHEMA public TO PUBLIC;
CREATE TABLE public.t (a integer);
