CREATE TYPE pair AS (z text, x timestamptz, y text[]);
CREATE TABLE t (id integer, own pair, many pair[]);
