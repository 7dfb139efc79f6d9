-- A check of a table's own that a new parent gives from now on, and that alone.
CREATE TABLE child (id integer, a text, CONSTRAINT filled CHECK (a IS NOT NULL), CONSTRAINT low CHECK (id < 9));
