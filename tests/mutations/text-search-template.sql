-- mutation: text-search-template.present
-- delta: ?
CREATE TEXT SEARCH TEMPLATE app.more (LEXIZE = dsimple_lexize);
-- mutation: text-search-template.absent
-- delta: ?
DROP TEXT SEARCH TEMPLATE app.plain_template;
-- mutation: text-search-template.init
-- delta: ?
DROP TEXT SEARCH TEMPLATE app.plain_template;
CREATE TEXT SEARCH TEMPLATE app.plain_template (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.plain_template IS 'plain';
-- mutation: text-search-template.lexize
-- delta: ?
DROP TEXT SEARCH TEMPLATE app.plain_template;
CREATE TEXT SEARCH TEMPLATE app.plain_template (INIT = dsnowball_init, LEXIZE = dsnowball_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.plain_template IS 'plain';
