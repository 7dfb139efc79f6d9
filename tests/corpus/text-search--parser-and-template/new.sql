CREATE TEXT SEARCH PARSER public."my parser" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH PARSER public."my parser" IS 'reads';
CREATE TEXT SEARCH TEMPLATE public.tmpl (INIT = dsimple_init, LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE public.tmpl IS 'it''s simple';
CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = public.tmpl, stopwords = 'english');
CREATE TEXT SEARCH CONFIGURATION public.c (PARSER = public."my parser");
ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR asciiword, word WITH public.d, simple;
CREATE TABLE public.t (b text, v tsvector GENERATED ALWAYS AS (to_tsvector('public.c'::regconfig, b)) STORED);
