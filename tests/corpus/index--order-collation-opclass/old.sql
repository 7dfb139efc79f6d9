CREATE TABLE public.t (a integer, b text, c text);

CREATE INDEX i1 ON public.t (a, b);
CREATE INDEX i2 ON public.t (b);
CREATE INDEX i3 ON public.t (c COLLATE "C");
