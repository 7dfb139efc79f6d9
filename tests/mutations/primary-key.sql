-- mutation: primary-key.present
ALTER TABLE app.pair ADD CONSTRAINT pair_pk PRIMARY KEY (c);
-- mutation: primary-key.absent
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
-- mutation: primary-key.name
ALTER TABLE app.team RENAME CONSTRAINT team_pk TO team_pkey;
-- mutation: primary-key.columns
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (id);
-- mutation: primary-key.column-order
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (id, at);
-- mutation: primary-key.include
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (at, id) INCLUDE (body);
-- mutation: primary-key.deferrable
ALTER TABLE app.event_new DROP CONSTRAINT event_new_pk;
ALTER TABLE app.event_new ADD CONSTRAINT event_new_pk PRIMARY KEY (at, id) DEFERRABLE;
-- mutation: primary-key.option
ALTER INDEX app.team_pk SET (fillfactor = 91);
-- mutation: primary-key.cluster
ALTER TABLE app.team CLUSTER ON team_pk;
