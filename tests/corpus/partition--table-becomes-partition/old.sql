CREATE TABLE public.m (id integer NOT NULL, a text, CONSTRAINT m_pkey PRIMARY KEY (id), CONSTRAINT m_a CHECK (a <> '')) PARTITION BY RANGE (id);
CREATE TABLE public.m_low (id integer NOT NULL, a text, CONSTRAINT m_low_pkey PRIMARY KEY (id), CONSTRAINT m_a CHECK (a <> ''));
CREATE VIEW public.low AS SELECT id, a FROM public.m_low;
