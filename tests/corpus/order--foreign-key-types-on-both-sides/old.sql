CREATE TABLE a (id integer PRIMARY KEY, u varchar(10) UNIQUE);
CREATE TABLE b (id integer PRIMARY KEY REFERENCES a, u varchar(10) REFERENCES a (u), c integer UNIQUE);
CREATE TABLE c (id integer REFERENCES b (c), x integer REFERENCES b);
