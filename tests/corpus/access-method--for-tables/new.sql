CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
CREATE ACCESS METHOD "Heap of 3" TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD heap_too IS 'the same again';
CREATE TABLE public.t (a integer);
CREATE TABLE public.u (a integer) USING heap_too;
CREATE MATERIALIZED VIEW public.m USING "Heap of 3" AS SELECT a FROM public.t;
