-- mutation: comment.schema
COMMENT ON SCHEMA app IS 'the main one';
-- mutation: comment.schema-dropped
COMMENT ON SCHEMA side IS NULL;
-- mutation: comment.schema-public
COMMENT ON SCHEMA public IS 'ours now';
-- mutation: comment.extension
COMMENT ON EXTENSION hstore IS 'keys';
-- mutation: comment.enum
COMMENT ON TYPE app.mood IS 'how it went';
-- mutation: comment.composite
COMMENT ON TYPE app.spot IS NULL;
-- mutation: comment.composite-attribute
COMMENT ON COLUMN app.spot.x IS 'eastward';
-- mutation: comment.domain
COMMENT ON DOMAIN app.mail IS 'an address, checked';
-- mutation: comment.domain-constraint
COMMENT ON CONSTRAINT mail_at ON DOMAIN app.mail IS NULL;
-- mutation: comment.range
COMMENT ON TYPE app.float_span IS 'a stretch';
-- mutation: comment.sequence
COMMENT ON SEQUENCE app.counter IS 'counts up';
-- mutation: comment.table
COMMENT ON TABLE app.team IS 'who plays, or sits';
-- mutation: comment.table-dropped
COMMENT ON TABLE app.team IS NULL;
-- mutation: comment.table-added
COMMENT ON TABLE app.pair IS 'two';
-- mutation: comment.column
COMMENT ON COLUMN app.team.name IS E'as it\nis called';
-- mutation: comment.column-added
COMMENT ON COLUMN app.team.code IS 'C:\temp\''s';
-- mutation: comment.primary-key
COMMENT ON CONSTRAINT team_pk ON app.team IS 'by its number';
-- mutation: comment.unique
COMMENT ON CONSTRAINT team_code_key ON app.team IS NULL;
-- mutation: comment.check
COMMENT ON CONSTRAINT player_height ON app.player IS 'nobody is quite flat';
-- mutation: comment.foreign-key
COMMENT ON CONSTRAINT player_team ON app.player IS 'may be free today';
-- mutation: comment.exclusion
COMMENT ON CONSTRAINT player_busy ON app.player IS 'one game';
-- mutation: comment.index
COMMENT ON INDEX app.player_mood_idx IS 'for the very tall';
-- mutation: comment.index-of-constraint
COMMENT ON INDEX app.team_pk IS 'the index, not the constraint';
-- mutation: comment.index-of-partitioned
COMMENT ON INDEX app.event_body IS 'all years';
-- mutation: comment.view
COMMENT ON VIEW app.tall IS 'mind your heads';
-- mutation: comment.view-column
COMMENT ON COLUMN app.tall.nick IS NULL;
-- mutation: comment.materialized-view
COMMENT ON MATERIALIZED VIEW app.per_team IS 'how many are there';
-- mutation: comment.materialized-view-column
COMMENT ON COLUMN app.per_team.n IS 'heads';
-- mutation: comment.function
COMMENT ON FUNCTION app.add(integer, integer) IS 'a plus b';
-- mutation: comment.procedure
COMMENT ON PROCEDURE app.tidy(integer) IS 'sweeps well';
-- mutation: comment.aggregate
COMMENT ON AGGREGATE app.longest(text) IS 'the longest';
-- mutation: comment.trigger
COMMENT ON TRIGGER player_row ON app.player IS 'looks at all';
-- mutation: comment.trigger-of-view
COMMENT ON TRIGGER tall_instead ON app.tall IS 'writes below';
-- mutation: comment.rule
COMMENT ON RULE team_keep ON app.team IS 'number one stays';
-- mutation: comment.policy
COMMENT ON POLICY team_own ON app.team IS 'theirs';
-- mutation: comment.partition
COMMENT ON TABLE app.event_2023 IS 'closed';
-- mutation: comment.event-trigger
COMMENT ON EVENT TRIGGER watch IS 'sleeps';
