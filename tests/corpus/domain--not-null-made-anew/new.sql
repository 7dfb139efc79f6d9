CREATE DOMAIN code AS integer NOT NULL;
CREATE TABLE wares (id code, mark text);
