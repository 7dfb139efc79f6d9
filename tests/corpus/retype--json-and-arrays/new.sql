CREATE TABLE t (id integer PRIMARY KEY, a jsonb, b text[], c bigint[], d text[] DEFAULT '{}', e text DEFAULT 'ab');
CREATE INDEX i ON t ((a ->> 'k'));
