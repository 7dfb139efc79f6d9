CREATE TABLE public.m (
    k bigint NOT NULL,
    v bigint,
    d date NOT NULL,
    CONSTRAINT un UNIQUE (d, k)
)
PARTITION BY RANGE (d);
CREATE TABLE public.m1 PARTITION OF public.m FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.m2 PARTITION OF public.m FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE public.m3 PARTITION OF public.m FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')
    PARTITION BY RANGE (d);
CREATE TABLE public.m31 PARTITION OF public.m3 FOR VALUES FROM ('2022-01-01') TO ('2022-06-01');
CREATE INDEX mi ON public.m (v, (k + 1)) WITH (fillfactor = 80);
ALTER INDEX public.mi ALTER COLUMN 2 SET STATISTICS 97;
ALTER INDEX public.m1_v_expr_idx ALTER COLUMN 2 SET STATISTICS 96;
ALTER INDEX public.m1_v_expr_idx SET (fillfactor = 50);
ALTER INDEX public.m2_v_expr_idx RESET (fillfactor);
COMMENT ON INDEX public.mi IS 'of all';
COMMENT ON INDEX public.m1_v_expr_idx IS 'of one';
COMMENT ON CONSTRAINT un ON public.m IS 'of all';
COMMENT ON CONSTRAINT m1_d_k_key ON public.m1 IS 'of one';
COMMENT ON INDEX public.un IS 'index of all';
COMMENT ON INDEX public.m2_d_k_key IS 'index of two';
CREATE TABLE public.t (a integer, b varchar(20));
CREATE INDEX i ON public.t ((a + 1), b);
ALTER INDEX public.i ALTER COLUMN 1 SET STATISTICS 99;
COMMENT ON INDEX public.i IS 'index';
ALTER TABLE public.m1 CLUSTER ON m1_v_expr_idx;
ALTER TABLE public.m2 REPLICA IDENTITY USING INDEX m2_d_k_key;
