CREATE TEXT SEARCH PARSER public.p (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH TEMPLATE public.tm (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = public.tm);
CREATE TEXT SEARCH CONFIGURATION public.c (PARSER = public.p);
ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR host WITH simple;
CREATE TABLE public.t (b text);
CREATE INDEX t_b ON public.t USING gin (to_tsvector('public.c'::regconfig, b));
