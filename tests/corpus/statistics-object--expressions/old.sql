CREATE TABLE public.t (a integer, b integer, c text, "D d" numeric(10,2));

CREATE STATISTICS public.s ON (a + b) FROM public.t;
CREATE STATISTICS public.m (dependencies) ON a, lower(c), (b % 7) FROM public.t;
CREATE STATISTICS public.same ON (c || 'x'), upper(c) FROM public.t;
ALTER STATISTICS public.m SET STATISTICS 12;
