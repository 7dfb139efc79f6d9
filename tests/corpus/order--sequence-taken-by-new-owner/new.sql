CREATE TABLE b (id serial PRIMARY KEY);
CREATE TABLE c (id integer DEFAULT nextval('b_id_seq') PRIMARY KEY);
