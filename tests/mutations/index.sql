-- mutation: index.present
-- delta: +index
CREATE INDEX extra_index ON app.team (motto);
-- mutation: index.absent
-- delta: -index
DROP INDEX app.player_bio_idx;
-- mutation: index.name
-- delta: +index, -index
ALTER INDEX app.player_bio_idx RENAME TO player_bio_hash;
-- mutation: index.columns
-- delta: index.keys
DROP INDEX app.player_team_idx;
CREATE INDEX player_team_idx ON app.player (team_id, width DESC NULLS LAST) INCLUDE (nick);
-- mutation: index.column-order
-- delta: index.keys
DROP INDEX app.player_team_idx;
CREATE INDEX player_team_idx ON app.player (height DESC NULLS LAST, team_id) INCLUDE (nick);
-- mutation: index.direction
-- delta: index.keys
DROP INDEX app.player_team_idx;
CREATE INDEX player_team_idx ON app.player (team_id, height NULLS LAST) INCLUDE (nick);
-- mutation: index.nulls-order
-- delta: index.keys
DROP INDEX app.player_team_idx;
CREATE INDEX player_team_idx ON app.player (team_id, height DESC NULLS FIRST) INCLUDE (nick);
-- mutation: index.include
-- delta: index.include
DROP INDEX app.player_team_idx;
CREATE INDEX player_team_idx ON app.player (team_id, height DESC NULLS LAST);
-- mutation: index.predicate
-- delta: index.predicate
DROP INDEX app.player_mood_idx;
CREATE INDEX player_mood_idx ON app.player (mood) WHERE height > 1.6;
COMMENT ON INDEX app.player_mood_idx IS 'for the tall';
-- mutation: index.predicate-dropped
-- delta: index.predicate
DROP INDEX app.player_mood_idx;
CREATE INDEX player_mood_idx ON app.player (mood);
COMMENT ON INDEX app.player_mood_idx IS 'for the tall';
-- mutation: index.expression
-- delta: index.expressions
DROP INDEX app.player_lower_idx;
CREATE INDEX player_lower_idx ON app.player (upper(nick) COLLATE "C" text_pattern_ops);
-- mutation: index.collation
-- delta: index.keys
DROP INDEX app.player_lower_idx;
CREATE INDEX player_lower_idx ON app.player (lower(nick) COLLATE "POSIX" text_pattern_ops);
-- mutation: index.operator-class
-- delta: index.keys
DROP INDEX app.player_lower_idx;
CREATE INDEX player_lower_idx ON app.player (lower(nick) COLLATE "C");
-- mutation: index.operator-class-option since 14
-- delta: index.keys
DROP INDEX app.player_born_idx;
CREATE INDEX player_born_idx ON app.player USING brin (number int8_bloom_ops(n_distinct_per_range = 50)) WITH (pages_per_range = 64);
-- mutation: index.access-method
-- delta: index.method
DROP INDEX app.player_bio_idx;
CREATE INDEX player_bio_idx ON app.player (bio);
-- mutation: index.unique
-- delta: index.unique
DROP INDEX app.player_number_idx;
CREATE INDEX player_number_idx ON app.player (number);
-- mutation: index.nulls-not-distinct since 15
-- delta: index.nulls_not_distinct
DROP INDEX app.player_number_idx;
CREATE UNIQUE INDEX player_number_idx ON app.player (number) NULLS NOT DISTINCT;
-- mutation: index.option-changed
-- delta: index.options
ALTER INDEX app.player_born_idx SET (pages_per_range = 65);
-- mutation: index.option-added
-- delta: index.options
ALTER INDEX app.player_mood_idx SET (fillfactor = 55);
-- mutation: index.option-dropped
-- delta: index.options
ALTER INDEX app.player_tags_idx RESET (fastupdate);
-- mutation: index.statistics
-- delta: index.statistics
ALTER INDEX app.player_lower_idx ALTER COLUMN 1 SET STATISTICS 333;
-- mutation: index.on-materialized-view
-- delta: index.keys
DROP INDEX app.per_team_idx;
CREATE UNIQUE INDEX per_team_idx ON app.per_team (team_id DESC);
-- mutation: index.on-partitioned
-- delta: +index, +index-attachment
CREATE INDEX event_id ON app.event (id);
-- mutation: index.on-partitioned-only
-- delta: +index
CREATE INDEX event_id ON ONLY app.event (id);
-- mutation: index.partition-index-attached
-- delta: +index, +index-attachment
CREATE INDEX event_id ON ONLY app.event (id);
CREATE INDEX event_2023_id ON app.event_2023 (id);
ALTER INDEX app.event_id ATTACH PARTITION app.event_2023_id;
-- mutation: index.partition-index-name
-- delta: +index, +index-attachment, -index, -index-attachment
ALTER INDEX app.event_2023_body_idx RENAME TO body_of_2023;
-- mutation: index.on-one-partition
-- delta: +index
CREATE INDEX event_2023_id ON app.event_2023 (id);
-- mutation: index.tablespace since 15
-- delta: index.tablespace
ALTER INDEX app.plain_n SET TABLESPACE mutation_space;
