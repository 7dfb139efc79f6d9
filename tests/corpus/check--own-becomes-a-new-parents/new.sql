CREATE TABLE parent (id integer, a text, CONSTRAINT filled CHECK (a IS NOT NULL));
CREATE TABLE child (id integer, a text, CONSTRAINT low CHECK (id < 9)) INHERITS (parent);
