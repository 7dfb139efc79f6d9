-- mutation: extension-membership.table
-- delta: extension.members
ALTER EXTENSION hstore ADD TABLE app.scrap;
-- mutation: extension-membership.function
-- delta: extension.members
ALTER EXTENSION hstore ADD FUNCTION app.add(integer, integer);
-- mutation: extension-membership.view
-- delta: extension.members
ALTER EXTENSION hstore ADD VIEW app.tall_team;
-- mutation: extension-membership.sequence
-- delta: extension.members
ALTER EXTENSION hstore ADD SEQUENCE app.counter;
-- mutation: extension-membership.type
-- delta: extension.members
ALTER EXTENSION hstore ADD TYPE app.spare_enum;
-- mutation: extension-membership.domain
-- delta: extension.members
ALTER EXTENSION hstore ADD DOMAIN app.label;
-- mutation: extension-membership.schema
-- delta: extension.members
ALTER EXTENSION hstore ADD SCHEMA bare;
-- mutation: extension-membership.aggregate
-- delta: extension.members
ALTER EXTENSION hstore ADD AGGREGATE app.longest(text);
-- mutation: extension-membership.procedure
-- delta: extension.members
ALTER EXTENSION hstore ADD PROCEDURE app.tidy(integer);
-- mutation: extension-membership.event-trigger
-- delta: extension.members
ALTER EXTENSION hstore ADD EVENT TRIGGER watch;
-- mutation: extension-membership.member-taken-out
-- delta: extension.members
ALTER EXTENSION hstore DROP FUNCTION side.akeys(side.hstore);
-- mutation: extension-membership.depends
-- delta: function.depends_on_extension
ALTER FUNCTION app.add(integer, integer) DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.index-depends
-- delta: index.depends_on_extension
ALTER INDEX app.player_mood_idx DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.trigger-depends
-- delta: trigger.depends_on_extension
ALTER TRIGGER player_row ON app.player DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.materialized-view-depends
-- delta: materialized-view.depends_on_extension
ALTER MATERIALIZED VIEW app.per_team DEPENDS ON EXTENSION hstore;
-- mutation: extension-membership.operator-class
-- delta: extension.members
ALTER EXTENSION hstore ADD OPERATOR CLASS app.turned USING btree;
-- mutation: extension-membership.cast
-- delta: extension.members
ALTER EXTENSION hstore ADD CAST (app.mood AS integer);
