-- mutation: operator.present
-- delta: +operator
CREATE OPERATOR app.%% (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer);
-- mutation: operator.prefix
-- delta: +operator
CREATE OPERATOR app.~~! (FUNCTION = int4um, RIGHTARG = integer);
-- mutation: operator.absent
-- delta: -operator
DROP OPERATOR app.@@@ (integer, integer);
-- mutation: operator.function
-- delta: operator.function
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.negator
-- delta: operator.negator
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer);
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.hashes-not
-- delta: operator.hashes
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.merges-not
-- delta: operator.merges
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.commutator-none
-- delta: operator.commutator, operator.hashes, operator.merges
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.restrict
-- delta: operator.restrict
ALTER OPERATOR app.=== (integer, integer) SET (RESTRICT = neqsel);
-- mutation: operator.join
-- delta: operator.join
ALTER OPERATOR app.=== (integer, integer) SET (JOIN = NONE);
-- mutation: operator.commutator since 17
-- delta: operator.commutator
ALTER OPERATOR app.@@@ (integer, integer) SET (COMMUTATOR = OPERATOR(app.@@@));
-- mutation: operator.hashes since 17
-- delta: operator.hashes
ALTER OPERATOR app.!== (integer, integer) SET (HASHES);
-- mutation: operator.merges since 17
-- delta: operator.merges
ALTER OPERATOR app.!== (integer, integer) SET (MERGES);
-- mutation: operator.result
-- delta: +function, operator.function, operator.result
CREATE FUNCTION app.compare(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'btint4cmp';
DROP OPERATOR app.@@@ (integer, integer);
CREATE OPERATOR app.@@@ (FUNCTION = app.compare, LEFTARG = integer, RIGHTARG = integer);
