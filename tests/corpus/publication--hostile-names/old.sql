CREATE SCHEMA "s.s";
CREATE TABLE "s.s"."t"".t" ("i d" integer PRIMARY KEY, "select" text);
CREATE PUBLICATION "p'; DROP" FOR TABLE "s.s"."t"".t" ("i d") WHERE ("i d" > 0);
