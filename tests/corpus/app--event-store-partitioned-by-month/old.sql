CREATE TABLE event (id bigint NOT NULL, at timestamptz NOT NULL, kind text NOT NULL, body jsonb, PRIMARY KEY (id));
CREATE INDEX event_kind ON event (kind, at);
CREATE VIEW last_event AS SELECT DISTINCT ON (kind) kind, at, body FROM event ORDER BY kind, at DESC;
