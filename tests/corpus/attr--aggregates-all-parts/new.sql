CREATE AGGREGATE s(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '5', SSPACE = 64, COMBINEFUNC = int4pl, PARALLEL = SAFE, MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = integer, MINITCOND = '5', SORTOP = <);
COMMENT ON AGGREGATE s(integer) IS 'sum from five';
REVOKE EXECUTE ON FUNCTION s(integer) FROM PUBLIC;
