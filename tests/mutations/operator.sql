-- mutation: operator.present
-- delta: ?
CREATE OPERATOR app.%% (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer);
-- mutation: operator.prefix
-- delta: ?
CREATE OPERATOR app.~~! (FUNCTION = int4um, RIGHTARG = integer);
-- mutation: operator.absent
-- delta: ?
DROP OPERATOR app.@@@ (integer, integer);
-- mutation: operator.function
-- delta: ?
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.negator
-- delta: ?
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer);
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.hashes-not
-- delta: ?
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.merges-not
-- delta: ?
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.commutator-none
-- delta: ?
DROP OPERATOR app.=== (integer, integer);
DROP OPERATOR app.!== (integer, integer);
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR app.!== (FUNCTION = app.unlike, LEFTARG = integer, RIGHTARG = integer, NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (integer, integer) IS 'very equal';
-- mutation: operator.restrict
-- delta: ?
ALTER OPERATOR app.=== (integer, integer) SET (RESTRICT = neqsel);
-- mutation: operator.join
-- delta: ?
ALTER OPERATOR app.=== (integer, integer) SET (JOIN = NONE);
-- mutation: operator.commutator since 17
-- delta: ?
ALTER OPERATOR app.@@@ (integer, integer) SET (COMMUTATOR = OPERATOR(app.@@@));
-- mutation: operator.hashes since 17
-- delta: ?
ALTER OPERATOR app.!== (integer, integer) SET (HASHES);
-- mutation: operator.merges since 17
-- delta: ?
ALTER OPERATOR app.!== (integer, integer) SET (MERGES);
-- mutation: operator.result
-- delta: ?
CREATE FUNCTION app.compare(integer, integer) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'btint4cmp';
DROP OPERATOR app.@@@ (integer, integer);
CREATE OPERATOR app.@@@ (FUNCTION = app.compare, LEFTARG = integer, RIGHTARG = integer);
