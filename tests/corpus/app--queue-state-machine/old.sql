CREATE TYPE job_state AS ENUM ('new', 'run', 'done');
CREATE TABLE job (id bigserial PRIMARY KEY, state job_state NOT NULL DEFAULT 'new', payload json, tries smallint DEFAULT 0);
CREATE INDEX job_new ON job (id) WHERE state = 'new';
CREATE FUNCTION next_job() RETURNS SETOF job LANGUAGE sql AS 'SELECT * FROM job WHERE state = ''new'' ORDER BY id LIMIT 1';
