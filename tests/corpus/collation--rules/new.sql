CREATE COLLATION public.ruled (provider = icu, locale = 'und', rules = '&b < h <<< H');
CREATE COLLATION public.bare (provider = icu, locale = 'de', deterministic = false, rules = '&x < y');
CREATE TABLE public.t (a text COLLATE public.ruled, b text COLLATE public.bare);
CREATE INDEX t_a ON public.t (a);
