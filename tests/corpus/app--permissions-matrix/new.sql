CREATE TYPE perm AS ENUM ('none', 'see', 'write', 'admin');
CREATE TABLE grp (id integer PRIMARY KEY, perms perm[] DEFAULT '{none}' NOT NULL);
CREATE FUNCTION can(integer, perm) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $2 = ANY (perms) FROM public.grp WHERE id = $1';
CREATE TABLE doc (id integer, grp integer REFERENCES grp);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON doc FOR SELECT USING (can(grp, 'see') OR can(grp, 'admin'));
CREATE POLICY edit ON doc FOR UPDATE USING (can(grp, 'write'));
