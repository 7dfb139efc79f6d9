CREATE TABLE public.shape (n integer NOT NULL, id text) PARTITION BY RANGE (n);
CREATE TABLE public.one (id text, b public.shape[]);
CREATE VIEW public.seen AS SELECT s.id, s.b FROM public.one s;
