CREATE TABLE public.m (id integer, at timestamptz NOT NULL) PARTITION BY RANGE (((at AT TIME ZONE 'UTC'::text)::date));
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
