CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE DOMAIN felt AS mood DEFAULT 'sad' NOT NULL;
CREATE TABLE day (at date, f felt);
