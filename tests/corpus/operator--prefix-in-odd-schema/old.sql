CREATE SCHEMA "a.b ""c""";
CREATE TYPE "a.b ""c"""."x, y" AS ENUM ('p', 'q');
