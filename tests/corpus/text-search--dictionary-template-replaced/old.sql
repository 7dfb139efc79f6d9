CREATE TEXT SEARCH TEMPLATE public.tm (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = public.tm);
CREATE TEXT SEARCH CONFIGURATION public.c (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.c ALTER MAPPING FOR asciiword WITH public.d;
