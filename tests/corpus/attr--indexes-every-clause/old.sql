CREATE TABLE t (a integer, b text, c jsonb, d int4range, e tsvector, f point);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t USING gin (c);
CREATE INDEX i3 ON t USING gist (d);
CREATE INDEX i4 ON t USING gist (e);
CREATE INDEX i5 ON t USING brin (a) WITH (pages_per_range = 16);
CREATE INDEX i6 ON t USING spgist (f);
