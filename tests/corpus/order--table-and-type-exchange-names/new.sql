CREATE TYPE thing AS (b text);
CREATE TABLE stuff (a integer);
CREATE TABLE u (s thing);
