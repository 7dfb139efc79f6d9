CREATE COLLATION public.plain (provider = builtin, locale = 'C');
CREATE TABLE public.t (a text COLLATE public.plain, b text);
CREATE INDEX t_b ON public.t (b COLLATE pg_catalog.pg_c_utf8);
