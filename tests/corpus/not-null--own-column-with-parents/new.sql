CREATE TABLE base(name text NOT NULL); CREATE TABLE person() INHERITS (base); CREATE TABLE staff(name text DEFAULT 'st') INHERITS (person);
