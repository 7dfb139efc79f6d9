CREATE TABLE public.m (country text, n integer) PARTITION BY LIST (country);

CREATE TABLE public.m_eu PARTITION OF public.m FOR VALUES IN ('de', 'fr', 'it', NULL);
CREATE TABLE public.m_odd PARTITION OF public.m FOR VALUES IN ('it''s', 'NULL');
CREATE TABLE public.m_rest PARTITION OF public.m DEFAULT;
