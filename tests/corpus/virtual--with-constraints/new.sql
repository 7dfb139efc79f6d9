CREATE TABLE public.t (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL, CONSTRAINT v_pos CHECK (v > 1));
CREATE TABLE public.m (a integer, k integer, v integer GENERATED ALWAYS AS (a - k) VIRTUAL CONSTRAINT m_v NOT NULL) PARTITION BY LIST (k);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES IN (1);
CREATE TABLE public.m2 (a integer, k integer, v integer GENERATED ALWAYS AS (a * k) VIRTUAL CONSTRAINT m2_v NOT NULL);
ALTER TABLE public.m ATTACH PARTITION public.m2 FOR VALUES IN (2);
