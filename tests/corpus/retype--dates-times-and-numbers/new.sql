CREATE TABLE t (a timestamptz, b date, c interval, d text, e date, f boolean, g timestamptz, h integer, i numeric(10,2), j numeric);
