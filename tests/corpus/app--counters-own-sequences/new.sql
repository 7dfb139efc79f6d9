CREATE SEQUENCE no_seq AS bigint START 1000 INCREMENT 10 CACHE 5;
CREATE SEQUENCE ref_seq AS smallint MAXVALUE 999 CYCLE;
CREATE TABLE o (no bigint DEFAULT nextval('no_seq') PRIMARY KEY, ref text DEFAULT 'R-' || to_char(nextval('ref_seq'), 'FM000'));
ALTER SEQUENCE ref_seq OWNED BY o.ref;
