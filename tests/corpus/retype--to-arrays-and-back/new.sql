CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE TYPE pair AS (b text, a bigint);
CREATE TYPE deep AS (z integer[], y mood[], w text);
CREATE DOMAIN amount AS numeric(12,2);
CREATE TABLE t (a mood[], b mood, c pair[], d pair, f deep, g amount[], h timestamp[], i uuid[],
    j jsonb[], k bigint, l varchar(4)[], m timestamptz, n numeric[], o text);
INSERT INTO t VALUES ('{sad}', 'ok', '{"(1,1)"}', ('1', 1), ('{1}', '{sad}', '{q}'), '{4.5}',
    '{2020-01-01}', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', '{"[1]"}', 5, '{ab}',
    '2020-01-01 00:00+00', '{1.5}', '{p,q}');
INSERT INTO t DEFAULT VALUES;
