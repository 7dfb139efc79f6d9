-- mutation: owner.schema
-- delta: schema.owner
ALTER SCHEMA bare OWNER TO pg_monitor;
-- mutation: owner.enum
-- delta: enum.acl, enum.owner
ALTER TYPE app.mood OWNER TO pg_monitor;
-- mutation: owner.composite
-- delta: composite-type.owner
ALTER TYPE app.spot OWNER TO pg_monitor;
-- mutation: owner.domain
-- delta: domain.owner
ALTER DOMAIN app.mail OWNER TO pg_monitor;
-- mutation: owner.range
-- delta: range-type.owner
ALTER TYPE app.float_span OWNER TO pg_monitor;
-- mutation: owner.sequence
-- delta: sequence.acl, sequence.owner
ALTER SEQUENCE app.counter OWNER TO pg_monitor;
-- mutation: owner.table
-- delta: table.owner
ALTER TABLE app.pair OWNER TO pg_monitor;
-- mutation: owner.partitioned-table
-- delta: table.owner
ALTER TABLE app.event OWNER TO pg_monitor;
-- mutation: owner.partition
-- delta: table.owner
ALTER TABLE app.event_2023 OWNER TO pg_monitor;
-- mutation: owner.view
-- delta: view.acl, view.owner
ALTER VIEW app.tall OWNER TO pg_monitor;
-- mutation: owner.materialized-view
-- delta: materialized-view.owner
ALTER MATERIALIZED VIEW app.per_team OWNER TO pg_monitor;
-- mutation: owner.function
-- delta: function.owner
ALTER FUNCTION app.add(integer, integer) OWNER TO pg_monitor;
-- mutation: owner.procedure
-- delta: procedure.owner
ALTER PROCEDURE app.tidy(integer) OWNER TO pg_monitor;
-- mutation: owner.aggregate
-- delta: aggregate.owner
ALTER AGGREGATE app.longest(text) OWNER TO pg_monitor;
-- mutation: owner.collation
-- delta: collation.owner
ALTER COLLATION app.plain_order OWNER TO pg_monitor;
-- mutation: owner.text-search-dictionary
-- delta: text-search-dictionary.owner
ALTER TEXT SEARCH DICTIONARY app.stems OWNER TO pg_monitor;
-- mutation: owner.text-search-configuration
-- delta: text-search-configuration.owner
ALTER TEXT SEARCH CONFIGURATION app.words OWNER TO pg_monitor;
-- mutation: owner.event-trigger
-- delta: event-trigger.owner
ALTER EVENT TRIGGER watch OWNER TO mutation_superuser;
-- mutation: owner.language
-- delta: language.owner
ALTER LANGUAGE pl_more OWNER TO mutation_superuser;
-- mutation: owner.base-type
-- delta: base-type.owner
ALTER TYPE app.token OWNER TO mutation_superuser;
-- mutation: owner.operator
-- delta: operator.owner
ALTER OPERATOR app.=== (integer, integer) OWNER TO mutation_superuser;
-- mutation: owner.operator-family
-- delta: operator-family.owner
ALTER OPERATOR FAMILY app.odd_orders USING btree OWNER TO mutation_superuser;
-- mutation: owner.operator-class
-- delta: operator-class.owner
ALTER OPERATOR CLASS app.turned USING btree OWNER TO mutation_superuser;
-- mutation: owner.conversion
-- delta: conversion.owner
ALTER CONVERSION app.latin OWNER TO mutation_superuser;
-- mutation: owner.shell-type
-- delta: shell-type.owner
ALTER TYPE app.unfinished OWNER TO mutation_superuser;
