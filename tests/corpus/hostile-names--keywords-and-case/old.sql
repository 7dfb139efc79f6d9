CREATE SCHEMA "select";
CREATE TABLE "select"."Table" ("select" integer PRIMARY KEY, "from" text, "User" name);
CREATE TABLE public."order" ("group" integer REFERENCES "select"."Table", "Order" integer, "ORDER" integer);
