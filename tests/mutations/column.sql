-- mutation: column.present
-- delta: +column
ALTER TABLE app.player ADD COLUMN extra integer;
-- mutation: column.absent
-- delta: -column, -index
ALTER TABLE app.player DROP COLUMN tags;
-- mutation: column.name
-- delta: +column, -column
ALTER TABLE app.team RENAME COLUMN motto TO device;
-- mutation: column.type
-- delta: column.type
ALTER TABLE app.plain ALTER COLUMN n TYPE bigint;
-- mutation: column.type-modifier
-- delta: -column, -generation-expression, column.type
ALTER TABLE app.player ALTER COLUMN width TYPE numeric(6,2), DROP COLUMN area;
-- mutation: column.type-length
-- delta: -view, -view-column, column.type
DROP VIEW app.tall_team;
ALTER TABLE app.team ALTER COLUMN code TYPE character varying(9);
-- mutation: column.array
-- delta: column.type
ALTER TABLE app.plain ALTER COLUMN n TYPE integer[] USING ARRAY[n];
-- mutation: column.type-domain
-- delta: column.type
ALTER TABLE app.plain ALTER COLUMN n TYPE app.score;
-- mutation: column.type-same-name-other-schema
-- delta: +enum, -index, column.type, default.expression
CREATE TYPE side.mood AS ENUM ('sad', 'ok', 'glad');
DROP INDEX app.player_mood_idx;
ALTER TABLE app.player ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE app.player ALTER COLUMN mood TYPE side.mood USING mood::text::side.mood;
ALTER TABLE app.player ALTER COLUMN mood SET DEFAULT 'ok'::side.mood;
-- mutation: column.not-null-set
-- delta: column.not_null
ALTER TABLE app.player ALTER COLUMN team_id SET NOT NULL;
-- mutation: column.not-null-dropped
-- delta: column.not_null
ALTER TABLE app.player ALTER COLUMN nick DROP NOT NULL;
-- mutation: column.collation
-- delta: column.collation
ALTER TABLE app.team ALTER COLUMN motto TYPE text COLLATE "POSIX";
-- mutation: column.collation-default
-- delta: column.collation
ALTER TABLE app.team ALTER COLUMN motto TYPE text;
-- mutation: column.statistics
-- delta: column.statistics
ALTER TABLE app.player ALTER COLUMN bio SET STATISTICS 201;
-- mutation: column.statistics-default
-- delta: column.statistics
ALTER TABLE app.player ALTER COLUMN bio SET STATISTICS -1;
-- mutation: column.statistics-none
-- delta: column.statistics
ALTER TABLE app.player ALTER COLUMN tags SET STATISTICS 0;
-- mutation: column.storage
-- delta: column.storage
ALTER TABLE app.player ALTER COLUMN bio SET STORAGE MAIN;
-- mutation: column.storage-back-to-default
-- delta: column.storage
ALTER TABLE app.player ALTER COLUMN bio SET STORAGE EXTENDED;
-- mutation: column.compression since 14
-- delta: column.compression
ALTER TABLE app.player ALTER COLUMN bio SET COMPRESSION pglz;
-- mutation: column.option-changed
-- delta: column.options
ALTER TABLE app.player ALTER COLUMN tags SET (n_distinct = 41);
-- mutation: column.option-added
-- delta: column.options
ALTER TABLE app.player ALTER COLUMN tags SET (n_distinct_inherited = -0.25);
-- mutation: column.option-dropped
-- delta: column.options
ALTER TABLE app.player ALTER COLUMN tags RESET (n_distinct);
-- mutation: column.of-view-default
-- delta: view-column.default
ALTER VIEW app.tall ALTER COLUMN nick SET DEFAULT 'longshanks';
-- mutation: column.of-materialized-view-statistics
-- delta: view-column.statistics
ALTER MATERIALIZED VIEW app.per_team ALTER COLUMN n SET STATISTICS 77;
-- mutation: column.not-null-name since 18
-- delta: column.not_null_name
ALTER TABLE app.player RENAME CONSTRAINT player_nick_not_null TO "nick; given";
-- mutation: column.not-null-not-valid since 18
-- delta: column.not_null_not_valid
ALTER TABLE app.player ALTER COLUMN nick DROP NOT NULL;
ALTER TABLE app.player ADD CONSTRAINT player_nick_not_null NOT NULL nick NOT VALID;
-- mutation: column.not-null-no-inherit since 18
-- delta: column.not_null_no_inherit
ALTER TABLE app.player ALTER CONSTRAINT player_nick_not_null NO INHERIT;
-- mutation: column.not-null-comment since 18
-- delta: column.not_null_comment
COMMENT ON CONSTRAINT player_nick_not_null ON app.player IS 'never without';
-- mutation: column.not-null-of-family since 18
-- delta: column.not_null
ALTER TABLE app.animal ALTER COLUMN id SET NOT NULL;
-- mutation: column.not-null-own-of-child since 18
-- delta: column.not_null, column.not_null_from_parent, column.not_null_name
ALTER TABLE app.animal ALTER COLUMN id SET NOT NULL;
ALTER TABLE app.dog ADD CONSTRAINT animal_id_not_null NOT NULL id;
-- mutation: column.not-null-name-of-partition since 18
-- delta: column.not_null_name
ALTER TABLE app.event DETACH PARTITION app.event_2023;
ALTER TABLE app.event_2023 RENAME CONSTRAINT event_id_not_null TO own_id;
ALTER TABLE app.event ATTACH PARTITION app.event_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
