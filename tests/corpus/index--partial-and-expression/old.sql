CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, c timestamptz);

CREATE INDEX t_a ON public.t (a) WHERE a > 0;
CREATE INDEX t_b ON public.t (lower(b));
CREATE INDEX t_gone ON public.t (c);
