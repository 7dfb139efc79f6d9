CREATE TABLE public.m (id integer NOT NULL, day date NOT NULL, junk text, val numeric) PARTITION BY RANGE (day);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2020-01-01') TO ('2020-02-01') WITH (fillfactor=90);
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM ('2020-02-01') TO ('2020-03-01');
CREATE INDEX m_val ON public.m (val);
CREATE INDEX m_junk ON public.m (junk, val);
CREATE INDEX m2_junk ON public.m2 (lower(junk));
CREATE VIEW public.m_v AS SELECT id, junk FROM public.m1;
ALTER TABLE public.m ADD CONSTRAINT m_junk CHECK (junk <> '');
COMMENT ON COLUMN public.m2.junk IS 'of the second';
