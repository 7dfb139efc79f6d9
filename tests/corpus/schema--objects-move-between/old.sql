CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE a.e AS ENUM ('x', 'y');
CREATE DOMAIN a.d AS integer CHECK (VALUE > 0);
CREATE SEQUENCE a.s;
CREATE FUNCTION a.f(e a.e) RETURNS a.d LANGUAGE sql IMMUTABLE AS 'SELECT 1::a.d';
CREATE TABLE a.t (id integer DEFAULT nextval('a.s') PRIMARY KEY, e a.e DEFAULT 'x', d a.d DEFAULT a.f('x'));
CREATE VIEW a.v AS SELECT id, a.f(e) AS f FROM a.t;
CREATE TABLE b.r (t integer REFERENCES a.t, e a.e);
