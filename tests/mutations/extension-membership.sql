-- mutation: extension-membership.table
ALTER EXTENSION hstore ADD TABLE app.scrap;
-- mutation: extension-membership.function
ALTER EXTENSION hstore ADD FUNCTION app.add(integer, integer);
-- mutation: extension-membership.view
ALTER EXTENSION hstore ADD VIEW app.tall_team;
-- mutation: extension-membership.sequence
ALTER EXTENSION hstore ADD SEQUENCE app.counter;
-- mutation: extension-membership.type
ALTER EXTENSION hstore ADD TYPE app.spare_enum;
-- mutation: extension-membership.domain
ALTER EXTENSION hstore ADD DOMAIN app.label;
-- mutation: extension-membership.schema
ALTER EXTENSION hstore ADD SCHEMA bare;
-- mutation: extension-membership.aggregate
ALTER EXTENSION hstore ADD AGGREGATE app.longest(text);
-- mutation: extension-membership.procedure
ALTER EXTENSION hstore ADD PROCEDURE app.tidy(integer);
-- mutation: extension-membership.event-trigger
ALTER EXTENSION hstore ADD EVENT TRIGGER watch;
-- mutation: extension-membership.member-taken-out
ALTER EXTENSION hstore DROP FUNCTION side.akeys(side.hstore);
-- mutation: extension-membership.depends
ALTER FUNCTION app.add(integer, integer) DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.index-depends
ALTER INDEX app.player_mood_idx DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.trigger-depends
ALTER TRIGGER player_row ON app.player DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.materialized-view-depends
ALTER MATERIALIZED VIEW app.per_team DEPENDS ON EXTENSION hstore;
