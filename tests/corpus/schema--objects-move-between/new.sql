CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE b.e AS ENUM ('x', 'y');
CREATE DOMAIN b.d AS integer CHECK (VALUE > 0);
CREATE SEQUENCE b.s;
CREATE FUNCTION b.f(e b.e) RETURNS b.d LANGUAGE sql IMMUTABLE AS 'SELECT 1::b.d';
CREATE TABLE b.t (id integer DEFAULT nextval('b.s') PRIMARY KEY, e b.e DEFAULT 'x', d b.d DEFAULT b.f('x'));
CREATE VIEW b.v AS SELECT id, b.f(e) AS f FROM b.t;
CREATE TABLE b.r (t integer REFERENCES b.t, e b.e);
