CREATE TABLE base (id integer NOT NULL, v text);
CREATE TABLE other (id integer NOT NULL, z integer);
CREATE TABLE open (id integer, v text);
CREATE TABLE two (id integer, v text, z integer);
CREATE TABLE below_two (w integer) INHERITS (two);
CREATE TABLE named (id integer CONSTRAINT mine NOT NULL, v text CONSTRAINT v_too NOT NULL);
CREATE TABLE keyed (id integer PRIMARY KEY, v text);
INSERT INTO open VALUES (1, 'a');
INSERT INTO named VALUES (1, 'a');
