CREATE SEQUENCE no_seq START 1000;
CREATE TABLE o (no integer DEFAULT nextval('no_seq') PRIMARY KEY, ref text DEFAULT 'R-' || nextval('no_seq'));
ALTER SEQUENCE no_seq OWNED BY o.no;
