CREATE TABLE place (id integer PRIMARY KEY, lat double precision, lon double precision, CHECK (lat BETWEEN -90 AND 90));
CREATE INDEX place_at ON place USING gist (point(lon, lat));
CREATE FUNCTION near(a place, b place) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT point(a.lon, a.lat) <-> point(b.lon, b.lat) < 1';
