CREATE TYPE job_state AS ENUM ('queued', 'running', 'failed', 'done');
CREATE TABLE job (id bigserial PRIMARY KEY, state job_state NOT NULL DEFAULT 'queued', payload jsonb NOT NULL DEFAULT '{}', tries integer DEFAULT 0 NOT NULL CHECK (tries >= 0));
CREATE INDEX job_queued ON job (id) WHERE state = 'queued';
CREATE INDEX job_payload ON job USING gin (payload jsonb_path_ops);
CREATE FUNCTION next_job(wanted integer DEFAULT 1) RETURNS SETOF job LANGUAGE sql AS 'SELECT * FROM job WHERE state = ''queued'' ORDER BY id LIMIT wanted FOR UPDATE SKIP LOCKED';
