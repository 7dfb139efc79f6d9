CREATE TABLE lang (code char(2) PRIMARY KEY);
CREATE TABLE word (id integer PRIMARY KEY, en text COLLATE "C" NOT NULL UNIQUE);
CREATE TABLE word_in (word integer REFERENCES word, lang char(2) REFERENCES lang, text text NOT NULL, PRIMARY KEY (word, lang));
CREATE VIEW german AS SELECT w.en, i.text AS de FROM word w JOIN word_in i ON i.word = w.id AND i.lang = 'de';
