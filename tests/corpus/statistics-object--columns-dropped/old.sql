CREATE TABLE public."T t" (a integer, "b ""q""" integer, c text, d date);
CREATE STATISTICS public.two ON a, "b ""q""" FROM public."T t";
CREATE STATISTICS public.three (mcv) ON a, c, d FROM public."T t";
COMMENT ON STATISTICS public.three IS 'with d';
