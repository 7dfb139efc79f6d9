CREATE TABLE t (a text DEFAULT 'x' CHECK (a <> ''), b integer DEFAULT 1 CHECK (b > 0), CHECK (b::text <> a));
CREATE INDEX i ON t (b, a);
