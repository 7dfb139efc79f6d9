CREATE TYPE perm AS ENUM ('read', 'write');
CREATE TABLE grp (id integer PRIMARY KEY, perms perm[]);
CREATE FUNCTION can(integer, perm) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $2 = ANY (perms) FROM public.grp WHERE id = $1';
CREATE TABLE doc (id integer, grp integer REFERENCES grp);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON doc FOR SELECT USING (can(grp, 'read'));
CREATE POLICY edit ON doc FOR UPDATE USING (can(grp, 'write'));
