-- mutation: owner.schema
ALTER SCHEMA bare OWNER TO pg_monitor;
-- mutation: owner.enum
ALTER TYPE app.mood OWNER TO pg_monitor;
-- mutation: owner.composite
ALTER TYPE app.spot OWNER TO pg_monitor;
-- mutation: owner.domain
ALTER DOMAIN app.mail OWNER TO pg_monitor;
-- mutation: owner.range
ALTER TYPE app.float_span OWNER TO pg_monitor;
-- mutation: owner.sequence
ALTER SEQUENCE app.counter OWNER TO pg_monitor;
-- mutation: owner.table
ALTER TABLE app.pair OWNER TO pg_monitor;
-- mutation: owner.partitioned-table
ALTER TABLE app.event OWNER TO pg_monitor;
-- mutation: owner.partition
ALTER TABLE app.event_2023 OWNER TO pg_monitor;
-- mutation: owner.view
ALTER VIEW app.tall OWNER TO pg_monitor;
-- mutation: owner.materialized-view
ALTER MATERIALIZED VIEW app.per_team OWNER TO pg_monitor;
-- mutation: owner.function
ALTER FUNCTION app.add(integer, integer) OWNER TO pg_monitor;
-- mutation: owner.procedure
ALTER PROCEDURE app.tidy(integer) OWNER TO pg_monitor;
-- mutation: owner.aggregate
ALTER AGGREGATE app.longest(text) OWNER TO pg_monitor;
