CREATE TABLE base (id integer NOT NULL, v text);
CREATE TABLE other (id integer NOT NULL, z integer);
CREATE TABLE open (id integer, v text) INHERITS (base);
CREATE TABLE two (id integer, v text, z integer) INHERITS (base, other);
CREATE TABLE below_two (w integer) INHERITS (two);
CREATE TABLE named (id integer, v text) INHERITS (base);
CREATE TABLE keyed (id integer PRIMARY KEY, v text) INHERITS (base);
