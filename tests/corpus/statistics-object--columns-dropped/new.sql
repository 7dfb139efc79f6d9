CREATE TABLE public."T t" (a integer, c text);
CREATE STATISTICS public.three (mcv) ON a, c FROM public."T t";
COMMENT ON STATISTICS public.three IS 'without d';
