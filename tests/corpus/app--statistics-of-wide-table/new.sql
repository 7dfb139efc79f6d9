CREATE TABLE wide (a bigint, b bigint, c text, d text, e jsonb);
ALTER TABLE wide ALTER a SET (n_distinct = 100, n_distinct_inherited = 10), ALTER c SET STATISTICS 0;
ALTER TABLE wide ALTER e SET STORAGE EXTERNAL;
CREATE STATISTICS wide_ab (ndistinct, dependencies) ON a, b FROM wide;
CREATE STATISTICS wide_cd (mcv) ON c, d FROM wide;
ALTER STATISTICS wide_cd SET STATISTICS 50;
