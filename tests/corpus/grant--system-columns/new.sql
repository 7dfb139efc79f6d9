CREATE TABLE t (a bigint, b integer);
CREATE TABLE fresh (a integer);
CREATE TABLE parts (a integer) PARTITION BY LIST (a);
GRANT SELECT (xmin) ON t TO PUBLIC;
GRANT SELECT (cmax, ctid) ON t TO pg_monitor WITH GRANT OPTION;
GRANT SELECT (tableoid) ON fresh TO pg_monitor;
GRANT SELECT (tableoid) ON parts TO pg_monitor;
