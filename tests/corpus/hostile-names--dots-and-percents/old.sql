CREATE SCHEMA "a.b";
CREATE SCHEMA a;

CREATE TABLE "a.b".c (id integer PRIMARY KEY);
CREATE TABLE a."b.c" (id integer PRIMARY KEY, "%s" text);
