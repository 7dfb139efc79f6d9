CREATE TABLE public.t (a integer, b integer, c text, "D d" numeric(10,2));

CREATE STATISTICS public.s ON (a - b) FROM public.t;
CREATE STATISTICS public.m (dependencies, ndistinct) ON a, lower(c), (b % 8), ("D d" IS NULL) FROM public.t;
CREATE STATISTICS public.same ON (c || 'x'), upper(c) FROM public.t;
COMMENT ON STATISTICS public.same IS 'same';
CREATE STATISTICS public.with_case ON (CASE WHEN a > 0 THEN 'it''s' ELSE c END), a FROM public.t;
