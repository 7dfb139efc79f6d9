CREATE SCHEMA one;
CREATE TYPE one.e AS ENUM ('a');
CREATE TYPE one.c AS (x one.e);
CREATE DOMAIN one.d AS one.c;
CREATE TYPE one.r AS RANGE (SUBTYPE = integer);
