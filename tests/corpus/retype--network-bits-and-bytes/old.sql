CREATE TABLE t (a inet, b cidr, c macaddr, d bit(4), e bytea, f uuid, g text, h xml);
CREATE INDEX i ON t USING gist (a inet_ops);
