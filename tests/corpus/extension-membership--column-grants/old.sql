CREATE ROLE corpus_peek;
CREATE EXTENSION citext;
GRANT SELECT (rolname) ON pg_catalog.pg_authid TO corpus_peek;
