-- mutation: text-search-parser.present
-- delta: +text-search-parser
CREATE TEXT SEARCH PARSER app.more_reader (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
-- mutation: text-search-parser.absent
-- delta: -text-search-parser
DROP TEXT SEARCH PARSER app.reader;
-- mutation: text-search-parser.headline
-- delta: text-search-parser.headline
DROP TEXT SEARCH PARSER app.reader;
CREATE TEXT SEARCH PARSER app.reader (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH PARSER app.reader IS 'reads';
-- mutation: text-search-parser.start
-- delta: +function, text-search-parser.start
CREATE FUNCTION app.reads(internal, integer) RETURNS internal LANGUAGE internal AS 'prsd_start';
DROP TEXT SEARCH PARSER app.reader;
CREATE TEXT SEARCH PARSER app.reader (START = app.reads, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
COMMENT ON TEXT SEARCH PARSER app.reader IS 'reads';
-- mutation: text-search-parser.gettoken
-- delta: +function, text-search-parser.gettoken
CREATE FUNCTION app.reads(internal, internal, internal) RETURNS internal LANGUAGE internal AS 'prsd_nexttoken';
DROP TEXT SEARCH PARSER app.reader;
CREATE TEXT SEARCH PARSER app.reader (START = prsd_start, GETTOKEN = app.reads, END = prsd_end, LEXTYPES = prsd_lextype);
COMMENT ON TEXT SEARCH PARSER app.reader IS 'reads';
-- mutation: text-search-parser.end
-- delta: +function, text-search-parser.end
CREATE FUNCTION app.reads(internal) RETURNS void LANGUAGE internal AS 'prsd_end';
DROP TEXT SEARCH PARSER app.reader;
CREATE TEXT SEARCH PARSER app.reader (START = prsd_start, GETTOKEN = prsd_nexttoken, END = app.reads, LEXTYPES = prsd_lextype);
COMMENT ON TEXT SEARCH PARSER app.reader IS 'reads';
-- mutation: text-search-parser.lextypes
-- delta: +function, text-search-parser.lextypes
CREATE FUNCTION app.reads(internal) RETURNS internal LANGUAGE internal AS 'prsd_lextype';
DROP TEXT SEARCH PARSER app.reader;
CREATE TEXT SEARCH PARSER app.reader (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = app.reads);
COMMENT ON TEXT SEARCH PARSER app.reader IS 'reads';
