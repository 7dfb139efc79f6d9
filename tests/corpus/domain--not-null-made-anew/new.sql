CREATE DOMAIN code AS numeric(10,2) NOT NULL;
CREATE TABLE wares (id code, mark text);
