CREATE TABLE public.kept (id integer PRIMARY KEY);

CREATE SCHEMA doomed;
CREATE TYPE doomed.state AS ENUM ('open', 'shut');
CREATE TABLE doomed.door (id integer PRIMARY KEY, state doomed.state DEFAULT 'open' NOT NULL, kept_id integer REFERENCES public.kept);
CREATE VIEW doomed.open_doors AS SELECT id FROM doomed.door WHERE state = 'open';
CREATE FUNCTION doomed.count_open() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM doomed.open_doors';
