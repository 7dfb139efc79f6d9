CREATE TABLE l (id integer PRIMARY KEY, r integer UNIQUE);
CREATE TABLE r (id integer PRIMARY KEY, l integer UNIQUE REFERENCES l);
