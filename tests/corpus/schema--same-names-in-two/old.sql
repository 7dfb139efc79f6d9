CREATE SCHEMA one;
CREATE SCHEMA two;
CREATE TYPE one.mood AS ENUM ('sad', 'ok');
CREATE TYPE two.mood AS ENUM ('up', 'down');

CREATE TABLE one.thing (id integer, mood one.mood);
CREATE TABLE two.thing (id integer, mood one.mood);
