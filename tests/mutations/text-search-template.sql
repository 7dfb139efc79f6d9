-- mutation: text-search-template.present
-- delta: +text-search-template
CREATE TEXT SEARCH TEMPLATE app.more (LEXIZE = dsimple_lexize);
-- mutation: text-search-template.absent
-- delta: -text-search-template
DROP TEXT SEARCH TEMPLATE app.plain_template;
-- mutation: text-search-template.init
-- delta: text-search-template.init
DROP TEXT SEARCH TEMPLATE app.plain_template;
CREATE TEXT SEARCH TEMPLATE app.plain_template (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.plain_template IS 'plain';
-- mutation: text-search-template.lexize
-- delta: text-search-template.init, text-search-template.lexize
DROP TEXT SEARCH TEMPLATE app.plain_template;
CREATE TEXT SEARCH TEMPLATE app.plain_template (INIT = dsnowball_init, LEXIZE = dsnowball_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.plain_template IS 'plain';
