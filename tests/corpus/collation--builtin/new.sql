CREATE COLLATION public.plain (provider = builtin, locale = 'C.UTF-8');
CREATE COLLATION public."second One" (provider = builtin, locale = 'C');
CREATE TABLE public.t (a text COLLATE public.plain, b text COLLATE public."second One");
CREATE INDEX t_b ON public.t (b COLLATE "C");
