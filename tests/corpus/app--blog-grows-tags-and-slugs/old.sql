CREATE TABLE author (id serial PRIMARY KEY, name text NOT NULL, email varchar(80) UNIQUE);
CREATE TABLE post (id serial PRIMARY KEY, author_id integer NOT NULL REFERENCES author, title varchar(200) NOT NULL, body text, published timestamp);
CREATE INDEX post_author ON post (author_id);
CREATE VIEW published_post AS SELECT p.id, p.title, a.name FROM post p JOIN author a ON a.id = p.author_id WHERE p.published IS NOT NULL;
