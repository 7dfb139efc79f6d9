CREATE TABLE page (id integer PRIMARY KEY, title text, body text, tsv tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, coalesce(title, '')), 'A') || to_tsvector('simple'::regconfig, coalesce(body, ''))) STORED);
CREATE INDEX page_tsv ON page USING gin (tsv) WITH (fastupdate = off);
