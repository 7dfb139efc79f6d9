CREATE TABLE u (id integer PRIMARY KEY, m text UNIQUE CHECK (m ~ '@'), ms text[] DEFAULT '{}');
CREATE FUNCTION host(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT split_part($1, ''@'', 2)';
CREATE INDEX u_host ON u (host(m));
CREATE VIEW hosts AS SELECT host(m) AS h, count(*) FROM u GROUP BY 1;
