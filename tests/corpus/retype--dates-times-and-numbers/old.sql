CREATE TABLE t (a date, b timestamp, c time, d interval, e text, f integer, g bigint, h boolean, i money, j real);
