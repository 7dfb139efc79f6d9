CREATE TABLE page (id integer PRIMARY KEY, title text, body text, tsv tsvector);
CREATE INDEX page_tsv ON page USING gist (tsv);
CREATE TRIGGER page_tsv BEFORE INSERT OR UPDATE ON page FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger(tsv, 'pg_catalog.english', title, body);
