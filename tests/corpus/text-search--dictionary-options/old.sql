CREATE SCHEMA s;
CREATE TEXT SEARCH DICTIONARY public.stem (TEMPLATE = snowball, language = english, stopwords = english);
CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = simple, stopwords = english, accept = false);
CREATE TEXT SEARCH DICTIONARY public.kind (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY s."Gone" (TEMPLATE = simple);
COMMENT ON TEXT SEARCH DICTIONARY public.stem IS 'words to their stems';
