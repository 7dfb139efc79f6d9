CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, c timestamptz);

CREATE INDEX t_a ON public.t (a) WHERE a > 0 AND b IS NOT NULL;
CREATE INDEX t_b ON public.t (lower(b), (a + 1));
CREATE UNIQUE INDEX t_c ON public.t (((c AT TIME ZONE 'UTC'::text)::date), b);
