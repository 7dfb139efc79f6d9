CREATE TABLE flag (name text PRIMARY KEY, "on" boolean DEFAULT false NOT NULL, "when" tstzrange, "user" name[] DEFAULT ARRAY[]::name[]);
CREATE INDEX "flag when" ON flag USING gist ("when") WHERE "on";
CREATE FUNCTION is_on(flag, at timestamptz DEFAULT now()) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $1."on" AND ($1."when" IS NULL OR $1."when" @> at)';
CREATE VIEW active AS SELECT f.name, is_on(f.*) AS "is on" FROM flag f;
