CREATE TYPE pos AS (lat double precision, lon double precision);
CREATE FUNCTION pos_point(pos) RETURNS point LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT point(($1).lon, ($1).lat)';
CREATE TABLE place (id integer PRIMARY KEY, at pos CHECK ((at).lat BETWEEN -90 AND 90));
CREATE INDEX place_at ON place USING gist (pos_point(at));
CREATE FUNCTION near(a pos, b pos) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT pos_point(a) <-> pos_point(b) < 1';
CREATE OPERATOR ~~~ (LEFTARG = pos, RIGHTARG = pos, FUNCTION = near, COMMUTATOR = ~~~);
CREATE VIEW neighbours AS SELECT a.id AS a, b.id AS b FROM place a JOIN place b ON a.at ~~~ b.at;
