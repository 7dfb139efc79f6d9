CREATE TABLE t (a integer DEFAULT 1 CHECK (a > 0), b text DEFAULT 'x' CHECK (b <> ''), CHECK (a::text <> b));
CREATE INDEX i ON t (a, b);
