CREATE TABLE word (id integer PRIMARY KEY, en text NOT NULL, de text, fr text, CONSTRAINT word_any CHECK (de IS NOT NULL OR fr IS NOT NULL));
CREATE UNIQUE INDEX word_en ON word (en COLLATE "C");
CREATE VIEW german AS SELECT en, de FROM word WHERE de IS NOT NULL;
