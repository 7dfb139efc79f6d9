CREATE TABLE wide (a integer, b integer, c text, d text, e jsonb);
ALTER TABLE wide ALTER a SET (n_distinct = -0.5);
CREATE STATISTICS wide_ab ON a, b FROM wide;
