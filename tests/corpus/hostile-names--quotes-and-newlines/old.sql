CREATE SCHEMA "a ""b""";

CREATE TABLE "a ""b"""."it's" ("new
line" integer NOT NULL, "semi;colon" text);
