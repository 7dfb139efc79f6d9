CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = pg_catalog.simple, accept = 'false');
ALTER TEXT SEARCH DICTIONARY public.d OWNER TO pg_monitor;
CREATE TEXT SEARCH CONFIGURATION public.c (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.c OWNER TO pg_monitor;
ALTER TEXT SEARCH CONFIGURATION public.c ALTER MAPPING FOR asciiword WITH public.d, pg_catalog.english_stem;
ALTER TEXT SEARCH CONFIGURATION public.c DROP MAPPING FOR word, sfloat;
COMMENT ON TEXT SEARCH CONFIGURATION public.c IS 'less';
