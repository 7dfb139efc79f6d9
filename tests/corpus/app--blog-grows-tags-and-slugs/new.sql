CREATE TABLE author (id serial PRIMARY KEY, name text NOT NULL, email varchar(255) UNIQUE, CONSTRAINT author_email_form CHECK (email LIKE '%@%'));
CREATE TABLE post (id serial PRIMARY KEY, author_id integer NOT NULL REFERENCES author ON DELETE CASCADE, title varchar(200) NOT NULL, body text, published timestamptz, slug text GENERATED ALWAYS AS (lower(replace(title, ' ', '-'))) STORED);
CREATE INDEX post_author ON post (author_id) INCLUDE (published);
CREATE UNIQUE INDEX post_slug ON post (author_id, slug);
CREATE TABLE tag (name text PRIMARY KEY CHECK (name = lower(name)));
CREATE TABLE post_tag (post_id integer REFERENCES post ON DELETE CASCADE, tag text REFERENCES tag ON UPDATE CASCADE, PRIMARY KEY (post_id, tag));
CREATE VIEW published_post AS SELECT p.id, p.title, a.name, p.slug, ARRAY(SELECT t.tag FROM post_tag t WHERE t.post_id = p.id ORDER BY t.tag) AS tags FROM post p JOIN author a ON a.id = p.author_id WHERE p.published <= now();
