CREATE SCHEMA s;
CREATE TEXT SEARCH DICTIONARY s.stem (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION s.words (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION s.words ADD MAPPING FOR asciiword, word WITH s.stem;
CREATE TABLE public.page (
    id integer PRIMARY KEY,
    body text NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('s.words'::regconfig, body)) STORED
);
CREATE INDEX page_words ON public.page USING gin (words);
CREATE INDEX page_body ON public.page USING gin (to_tsvector('s.words'::regconfig, body));
