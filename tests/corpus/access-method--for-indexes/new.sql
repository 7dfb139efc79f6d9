CREATE ACCESS METHOD "hash-too" TYPE INDEX HANDLER hashhandler;
CREATE OPERATOR CLASS public.ints DEFAULT FOR TYPE integer USING "hash-too" AS OPERATOR 1 =, FUNCTION 1 hashint4(integer);
CREATE TABLE public.t (a integer);
CREATE INDEX t_a ON public.t USING "hash-too" (a);
