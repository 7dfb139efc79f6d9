CREATE TABLE public.t (a integer, b text, c text);

CREATE INDEX i1 ON public.t (a DESC, b ASC NULLS FIRST);
CREATE INDEX i2 ON public.t (b text_pattern_ops DESC NULLS LAST);
CREATE INDEX i3 ON public.t (c COLLATE "POSIX" varchar_pattern_ops);
