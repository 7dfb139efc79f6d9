CREATE TABLE thread (id integer PRIMARY KEY, subject text COLLATE "C");
CREATE TABLE msg (id integer PRIMARY KEY, thread integer REFERENCES thread DEFERRABLE, body text, reply_to integer, UNIQUE (thread, id), FOREIGN KEY (thread, reply_to) REFERENCES msg (thread, id) MATCH SIMPLE);
CREATE INDEX ON msg (thread);
CREATE VIEW thread_size AS SELECT t.id, t.subject, count(m.*) AS n FROM thread t LEFT JOIN msg m ON m.thread = t.id GROUP BY t.id;
