CREATE TABLE public.t (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL, CONSTRAINT v_pos CHECK (v > 0));
CREATE TABLE public.m (a integer, k integer, v integer GENERATED ALWAYS AS (a + k) VIRTUAL) PARTITION BY LIST (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
