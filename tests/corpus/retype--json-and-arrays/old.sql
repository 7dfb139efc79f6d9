CREATE TABLE t (id integer PRIMARY KEY, a json, b text, c integer[], d varchar(3)[], e char(4) DEFAULT 'ab');
CREATE INDEX i ON t ((a ->> 'k'));
