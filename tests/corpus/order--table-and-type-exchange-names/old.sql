CREATE TABLE thing (a integer);
CREATE TYPE stuff AS (b text);
CREATE TABLE u (s stuff);
