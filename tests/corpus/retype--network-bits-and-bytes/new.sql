CREATE TABLE t (a cidr, b inet, c text, d bit varying(8), e text, f text, g uuid, h text);
CREATE INDEX i ON t USING gist (a inet_ops);
