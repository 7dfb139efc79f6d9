CREATE TABLE public.a (id integer CONSTRAINT a_pk PRIMARY KEY, up integer CONSTRAINT a_up REFERENCES public.a);
CREATE TABLE public.b (id integer CONSTRAINT b_pk PRIMARY KEY CONSTRAINT b_a REFERENCES public.a ON DELETE CASCADE);
CREATE TABLE public.c (id integer NOT NULL CONSTRAINT c_b REFERENCES public.b, a integer CONSTRAINT c_a REFERENCES public.a, PRIMARY KEY (id, a));
CREATE VIEW public.tree AS SELECT a.id, b.id AS b, c.a AS c FROM public.a LEFT JOIN public.b ON b.id = a.id LEFT JOIN public.c ON c.id = b.id;
CREATE VIEW public.leaves AS SELECT * FROM public.tree WHERE c IS NULL;
CREATE MATERIALIZED VIEW public.counted AS SELECT id, count(*) AS n FROM public.tree GROUP BY id;
CREATE UNIQUE INDEX counted_id ON public.counted (id);
ALTER INDEX public.counted_id SET (fillfactor=50);
