CREATE SCHEMA stage;
CREATE TABLE stage.raw (line text);
CREATE TABLE item (id integer PRIMARY KEY, v text);
