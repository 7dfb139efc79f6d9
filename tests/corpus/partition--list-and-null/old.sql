CREATE TABLE public.m (country text, n integer) PARTITION BY LIST (country);

CREATE TABLE public.m_eu PARTITION OF public.m FOR VALUES IN ('de', 'fr');
CREATE TABLE public.m_rest PARTITION OF public.m DEFAULT;
