CREATE TABLE msg (id integer PRIMARY KEY, thread integer, body text);
CREATE INDEX ON msg (thread);
CREATE VIEW thread AS SELECT thread, count(*) AS n, max(id) AS last FROM msg GROUP BY thread;
