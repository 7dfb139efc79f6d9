CREATE TABLE flag (name varchar(30) PRIMARY KEY, "on" boolean);
