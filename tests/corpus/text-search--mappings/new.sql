CREATE SCHEMA s;
CREATE TEXT SEARCH DICTIONARY public.stem (TEMPLATE = snowball, language = english);
CREATE TEXT SEARCH DICTIONARY s.stops (TEMPLATE = simple, stopwords = english);
CREATE TEXT SEARCH CONFIGURATION public.english_plain (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION public.english_plain ADD MAPPING FOR asciiword WITH s.stops, public.stem;
ALTER TEXT SEARCH CONFIGURATION public.english_plain ADD MAPPING FOR word WITH public.stem, simple;
ALTER TEXT SEARCH CONFIGURATION public.english_plain ADD MAPPING FOR host, url WITH simple;
CREATE TEXT SEARCH CONFIGURATION s."Empty One" (PARSER = "default");
