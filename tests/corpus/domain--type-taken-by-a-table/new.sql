CREATE TABLE mood (id integer, word text);
CREATE DOMAIN felt AS mood;
CREATE TABLE day (at date, f felt);
