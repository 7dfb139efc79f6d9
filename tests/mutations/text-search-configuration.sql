-- mutation: text-search-configuration.present
-- delta: +text-search-configuration
CREATE TEXT SEARCH CONFIGURATION app.extra_words (COPY = app.words);
-- mutation: text-search-configuration.absent
-- delta: -text-search-configuration
DROP TEXT SEARCH CONFIGURATION app.words;
-- mutation: text-search-configuration.mappings-dictionary
-- delta: text-search-configuration.mappings
ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word WITH simple;
-- mutation: text-search-configuration.mappings-order
-- delta: text-search-configuration.mappings
ALTER TEXT SEARCH CONFIGURATION app.words ALTER MAPPING FOR word WITH app.spare_dictionary, app.stems;
-- mutation: text-search-configuration.mappings-added
-- delta: text-search-configuration.mappings
ALTER TEXT SEARCH CONFIGURATION app.words ADD MAPPING FOR email WITH simple;
-- mutation: text-search-configuration.mappings-dropped
-- delta: text-search-configuration.mappings
ALTER TEXT SEARCH CONFIGURATION app.words DROP MAPPING FOR int;
-- mutation: text-search-configuration.schema
-- delta: +text-search-configuration, -text-search-configuration
ALTER TEXT SEARCH CONFIGURATION app.words SET SCHEMA side;
-- mutation: text-search-configuration.parser
-- delta: +text-search-parser, text-search-configuration.parser
CREATE TEXT SEARCH PARSER side.other_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
DROP TEXT SEARCH CONFIGURATION app.words;
CREATE TEXT SEARCH CONFIGURATION app.words (PARSER = side.other_parser);
ALTER TEXT SEARCH CONFIGURATION app.words ADD MAPPING FOR asciiword, word WITH app.stems;
ALTER TEXT SEARCH CONFIGURATION app.words ADD MAPPING FOR int WITH simple;
COMMENT ON TEXT SEARCH CONFIGURATION app.words IS 'of English texts';
