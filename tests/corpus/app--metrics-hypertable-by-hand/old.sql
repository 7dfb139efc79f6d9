CREATE TABLE metric (at timestamptz NOT NULL, name text NOT NULL, v double precision);
CREATE INDEX metric_brin ON metric USING brin (at);
