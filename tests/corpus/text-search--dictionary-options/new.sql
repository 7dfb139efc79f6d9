CREATE SCHEMA s;
CREATE TEXT SEARCH DICTIONARY public.stem (TEMPLATE = snowball, language = german);
CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = simple, accept = true, stopwords = english);
CREATE TEXT SEARCH DICTIONARY public.kind (TEMPLATE = snowball, language = finnish);
CREATE TEXT SEARCH DICTIONARY s."New, One" (TEMPLATE = simple, stopwords = english);
COMMENT ON TEXT SEARCH DICTIONARY s."New, One" IS 'new';
