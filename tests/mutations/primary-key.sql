-- mutation: primary-key.present
-- delta: +primary-key, column.not_null
ALTER TABLE app.pair ADD CONSTRAINT pair_pk PRIMARY KEY (c);
-- mutation: primary-key.absent
-- delta: -primary-key
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
-- mutation: primary-key.name
-- delta: +primary-key, -primary-key
ALTER TABLE app.team RENAME CONSTRAINT team_pk TO team_pkey;
-- mutation: primary-key.columns
-- delta: primary-key.columns
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (id);
-- mutation: primary-key.column-order
-- delta: primary-key.columns
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (id, at);
-- mutation: primary-key.include
-- delta: primary-key.include
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (at, id) INCLUDE (body);
-- mutation: primary-key.deferrable
-- delta: primary-key.deferrable
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (at, id) DEFERRABLE;
-- mutation: primary-key.option
-- delta: primary-key.options
ALTER INDEX app.team_pk SET (fillfactor = 91);
-- mutation: primary-key.cluster
-- delta: primary-key.clustered
ALTER TABLE app.team CLUSTER ON team_pk;
-- mutation: primary-key.initially-deferred
-- delta: +primary-key, column.not_null, primary-key.deferrable, primary-key.initially_deferred
ALTER TABLE app.scrap ADD CONSTRAINT scrap_pk PRIMARY KEY (id);
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (at, id) DEFERRABLE INITIALLY DEFERRED;
-- mutation: primary-key.tablespace since 15
-- delta: primary-key.tablespace
ALTER INDEX app.event_new_pk SET TABLESPACE mutation_space;
-- mutation: primary-key.replica-identity
-- delta: primary-key.replica_identity, table.replica_identity
ALTER TABLE app.event_new REPLICA IDENTITY USING INDEX event_new_pk;
-- mutation: primary-key.depends-on-extension
-- delta: primary-key.depends_on_extension
ALTER INDEX app.team_pk DEPENDS ON EXTENSION hstore;
-- mutation: primary-key.period since 18
-- delta: primary-key.period
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new DROP COLUMN at;
ALTER TABLE app.event_new ADD COLUMN at daterange NOT NULL;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (id, at WITHOUT OVERLAPS);
