-- A column that has to be filled by UPDATE as the key goes by which subscribers know the rows.
CREATE TABLE sent (a integer, n integer PRIMARY KEY);
CREATE TABLE holder (x sent);
CREATE PUBLICATION p FOR TABLE sent;
