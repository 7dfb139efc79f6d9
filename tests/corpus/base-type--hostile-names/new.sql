CREATE SCHEMA "My ""Types""";
CREATE TYPE "My ""Types"""."select";
CREATE FUNCTION "My ""Types"""."it's $in"(cstring) RETURNS "My ""Types"""."select" LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION "My ""Types"""."it's $out$"("My ""Types"""."select") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE "My ""Types"""."select" (INPUT = "My ""Types"""."it's $in", OUTPUT = "My ""Types"""."it's $out$", LIKE = integer, DELIMITER = '''', DEFAULT = '1''');
COMMENT ON TYPE "My ""Types"""."select" IS 'it''s "odd" \ $$';
CREATE TABLE "My ""Types"""."table" ("column" "My ""Types"""."select", "columns" "My ""Types"""."select"[]);
