CREATE SCHEMA s;
CREATE TEXT SEARCH DICTIONARY public.stem (TEMPLATE = snowball, language = english);
CREATE TEXT SEARCH CONFIGURATION public.english_plain (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION public.english_plain ADD MAPPING FOR asciiword, word WITH public.stem, simple;
ALTER TEXT SEARCH CONFIGURATION public.english_plain ADD MAPPING FOR email, host WITH simple;
CREATE TEXT SEARCH CONFIGURATION s.gone (COPY = pg_catalog.german);
COMMENT ON TEXT SEARCH CONFIGURATION public.english_plain IS 'for titles';
