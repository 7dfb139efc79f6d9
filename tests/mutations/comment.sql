-- mutation: comment.schema
-- delta: schema.comment
COMMENT ON SCHEMA app IS 'the main one';
-- mutation: comment.schema-dropped
-- delta: schema.comment
COMMENT ON SCHEMA side IS NULL;
-- mutation: comment.schema-public
-- delta: schema.comment
COMMENT ON SCHEMA public IS 'ours now';
-- mutation: comment.extension
-- delta: extension.comment
COMMENT ON EXTENSION hstore IS 'keys';
-- mutation: comment.enum
-- delta: enum.comment
COMMENT ON TYPE app.mood IS 'how it went';
-- mutation: comment.composite
-- delta: composite-type.comment
COMMENT ON TYPE app.spot IS NULL;
-- mutation: comment.composite-attribute
-- delta: attribute.comment
COMMENT ON COLUMN app.spot.x IS 'eastward';
-- mutation: comment.domain
-- delta: domain.comment
COMMENT ON DOMAIN app.mail IS 'an address, checked';
-- mutation: comment.domain-constraint
-- delta: domain-constraint.comment
COMMENT ON CONSTRAINT mail_at ON DOMAIN app.mail IS NULL;
-- mutation: comment.range
-- delta: range-type.comment
COMMENT ON TYPE app.float_span IS 'a stretch';
-- mutation: comment.sequence
-- delta: sequence.comment
COMMENT ON SEQUENCE app.counter IS 'counts up';
-- mutation: comment.table
-- delta: table.comment
COMMENT ON TABLE app.team IS 'who plays, or sits';
-- mutation: comment.table-dropped
-- delta: table.comment
COMMENT ON TABLE app.team IS NULL;
-- mutation: comment.table-added
-- delta: table.comment
COMMENT ON TABLE app.pair IS 'two';
-- mutation: comment.column
-- delta: column.comment
COMMENT ON COLUMN app.team.name IS E'as it\nis called';
-- mutation: comment.column-added
-- delta: column.comment
COMMENT ON COLUMN app.team.code IS 'C:\temp\''s';
-- mutation: comment.primary-key
-- delta: primary-key.comment
COMMENT ON CONSTRAINT team_pk ON app.team IS 'by its number';
-- mutation: comment.unique
-- delta: unique-constraint.comment
COMMENT ON CONSTRAINT team_code_key ON app.team IS NULL;
-- mutation: comment.check
-- delta: check-constraint.comment
COMMENT ON CONSTRAINT player_height ON app.player IS 'nobody is quite flat';
-- mutation: comment.foreign-key
-- delta: foreign-key.comment
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free today';
-- mutation: comment.exclusion
-- delta: exclusion-constraint.comment
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game';
-- mutation: comment.index
-- delta: index.comment
COMMENT ON INDEX app.player_mood_idx IS 'for the very tall';
-- mutation: comment.of-index-of-primary-key
-- delta: primary-key.index_comment
COMMENT ON INDEX app.team_pk IS 'the index, not the constraint';
-- mutation: comment.index-of-partitioned
-- delta: index.comment
COMMENT ON INDEX app.event_body IS 'all years';
-- mutation: comment.view
-- delta: view.comment
COMMENT ON VIEW app.tall IS 'mind your heads';
-- mutation: comment.view-column
-- delta: view-column.comment
COMMENT ON COLUMN app.tall.nick IS NULL;
-- mutation: comment.materialized-view
-- delta: materialized-view.comment
COMMENT ON MATERIALIZED VIEW app.per_team IS 'how many are there';
-- mutation: comment.of-column-of-materialized-view
-- delta: view-column.comment
COMMENT ON COLUMN app.per_team.n IS 'heads';
-- mutation: comment.function
-- delta: function.comment
COMMENT ON FUNCTION app.add(integer, integer) IS 'a plus b';
-- mutation: comment.procedure
-- delta: procedure.comment
COMMENT ON PROCEDURE app.tidy(integer) IS 'sweeps well';
-- mutation: comment.aggregate
-- delta: aggregate.comment
COMMENT ON AGGREGATE app.longest(text) IS 'the longest';
-- mutation: comment.trigger
-- delta: trigger.comment
COMMENT ON TRIGGER player_row ON app.player IS 'looks at all';
-- mutation: comment.trigger-of-view
-- delta: trigger.comment
COMMENT ON TRIGGER tall_instead ON app.tall IS 'writes below';
-- mutation: comment.rule
-- delta: rule.comment
COMMENT ON RULE team_keep ON app.team IS 'number one stays';
-- mutation: comment.policy
-- delta: policy.comment
COMMENT ON POLICY team_own ON app.team IS 'theirs';
-- mutation: comment.partition
-- delta: table.comment
COMMENT ON TABLE app.event_2023 IS 'closed';
-- mutation: comment.event-trigger
-- delta: event-trigger.comment
COMMENT ON EVENT TRIGGER watch IS 'sleeps';
-- mutation: comment.collation
-- delta: collation.comment
COMMENT ON COLLATION app.plain_order IS 'byte after byte';
-- mutation: comment.text-search-dictionary
-- delta: text-search-dictionary.comment
COMMENT ON TEXT SEARCH DICTIONARY app.stems IS NULL;
-- mutation: comment.text-search-configuration
-- delta: text-search-configuration.comment
COMMENT ON TEXT SEARCH CONFIGURATION app.words IS 'of texts';
-- mutation: comment.of-index-of-unique
-- delta: unique-constraint.index_comment
COMMENT ON INDEX app.team_code_key IS 'the index below';
-- mutation: comment.of-index-of-exclusion
-- delta: exclusion-constraint.index_comment
COMMENT ON INDEX app.player_busy IS 'the index below';
-- mutation: comment.language
-- delta: language.comment
COMMENT ON LANGUAGE pl_more IS 'it''s another';
-- mutation: comment.language-none
-- delta: language.comment
COMMENT ON LANGUAGE pl_more IS NULL;
-- mutation: comment.access-method
-- delta: access-method.comment
COMMENT ON ACCESS METHOD heap_more IS 'it''s another';
-- mutation: comment.access-method-none
-- delta: access-method.comment
COMMENT ON ACCESS METHOD heap_more IS NULL;
-- mutation: comment.base-type
-- delta: base-type.comment
COMMENT ON TYPE app.token IS 'it''s another';
-- mutation: comment.base-type-none
-- delta: base-type.comment
COMMENT ON TYPE app.token IS NULL;
-- mutation: comment.operator
-- delta: operator.comment
COMMENT ON OPERATOR app.=== (integer, integer) IS 'it''s another';
-- mutation: comment.operator-none
-- delta: operator.comment
COMMENT ON OPERATOR app.=== (integer, integer) IS NULL;
-- mutation: comment.operator-family
-- delta: operator-family.comment
COMMENT ON OPERATOR FAMILY app.odd_orders USING btree IS 'it''s another';
-- mutation: comment.operator-family-none
-- delta: operator-family.comment
COMMENT ON OPERATOR FAMILY app.odd_orders USING btree IS NULL;
-- mutation: comment.operator-class
-- delta: operator-class.comment
COMMENT ON OPERATOR CLASS app.turned USING btree IS 'it''s another';
-- mutation: comment.operator-class-none
-- delta: operator-class.comment
COMMENT ON OPERATOR CLASS app.turned USING btree IS NULL;
-- mutation: comment.cast
-- delta: cast.comment
COMMENT ON CAST (app.mood AS text) IS 'it''s another';
-- mutation: comment.cast-none
-- delta: cast.comment
COMMENT ON CAST (app.mood AS text) IS NULL;
-- mutation: comment.conversion
-- delta: conversion.comment
COMMENT ON CONVERSION app.latin IS 'it''s another';
-- mutation: comment.conversion-none
-- delta: conversion.comment
COMMENT ON CONVERSION app.latin IS NULL;
-- mutation: comment.transform
-- delta: transform.comment
COMMENT ON TRANSFORM FOR app.sent_enum LANGUAGE plpgsql IS 'it''s another';
-- mutation: comment.transform-none
-- delta: transform.comment
COMMENT ON TRANSFORM FOR app.sent_enum LANGUAGE plpgsql IS NULL;
-- mutation: comment.text-search-parser
-- delta: text-search-parser.comment
COMMENT ON TEXT SEARCH PARSER app.reader IS 'it''s another';
-- mutation: comment.text-search-parser-none
-- delta: text-search-parser.comment
COMMENT ON TEXT SEARCH PARSER app.reader IS NULL;
-- mutation: comment.text-search-template
-- delta: text-search-template.comment
COMMENT ON TEXT SEARCH TEMPLATE app.plain_template IS 'it''s another';
-- mutation: comment.text-search-template-none
-- delta: text-search-template.comment
COMMENT ON TEXT SEARCH TEMPLATE app.plain_template IS NULL;
