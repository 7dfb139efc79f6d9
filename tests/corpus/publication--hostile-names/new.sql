CREATE SCHEMA "s.s";
CREATE TABLE "s.s"."t"".t" ("i d" integer PRIMARY KEY, "select" text);
CREATE TABLE "s.s"."s.s" ("i d" integer PRIMARY KEY);
CREATE PUBLICATION "p'; DROP" FOR TABLE "s.s"."t"".t" ("i d", "select") WHERE ("select" <> 'a''b'), "s.s"."s.s";
COMMENT ON PUBLICATION "p'; DROP" IS E'a\nb';
