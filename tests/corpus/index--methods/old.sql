CREATE TABLE public.t (a integer, j jsonb, p point, ts tsvector, tags text[], at timestamptz);

CREATE INDEX i_j ON public.t USING gin (j);
CREATE INDEX i_at ON public.t (at);
CREATE INDEX i_a ON public.t USING hash (a);
