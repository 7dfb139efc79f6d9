CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (a integer, b text);
CREATE TYPE deep AS (z integer, y mood, w text[]);
CREATE DOMAIN amount AS numeric(10,2);
CREATE TABLE t (a mood, b mood[], c pair, d pair[], f deep, g amount, h timestamptz, i uuid,
    j jsonb, k integer[], l varchar(4), m timestamp[], n numeric, o text[]);
INSERT INTO t VALUES ('sad', '{ok}', (1, '1'), '{"(1,1)"}', (1, 'sad', '{q}'), 4.5,
    '2020-01-01 00:00+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '[1]', '{5}', '{ab}',
    '{2020-01-01}', 1.5, '{p,q}');
INSERT INTO t DEFAULT VALUES;
