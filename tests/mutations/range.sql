-- mutation: range.present
-- delta: +range-type
CREATE TYPE app.extra_range AS RANGE (subtype = smallint);
-- mutation: range.absent
-- delta: -range-type
DROP TYPE app.float_span;
-- mutation: range.subtype
-- delta: range-type.subtype, range-type.subtype_diff
DROP TYPE app.float_span;
CREATE TYPE app.float_span AS RANGE (subtype = real);
COMMENT ON TYPE app.float_span IS 'from here to there';
-- mutation: range.subtype-diff
-- delta: range-type.subtype_diff
DROP TYPE app.float_span;
CREATE TYPE app.float_span AS RANGE (subtype = double precision);
COMMENT ON TYPE app.float_span IS 'from here to there';
-- mutation: range.collation
-- delta: range-type.collation
DROP TYPE app.text_span;
CREATE TYPE app.text_span AS RANGE (subtype = text, collation = "POSIX");
-- mutation: range.operator-class
-- delta: range-type.operator_class
DROP TYPE app.text_span;
CREATE TYPE app.text_span AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
-- mutation: range.multirange-name since 14
-- delta: range-type.multirange
DROP TYPE app.text_span;
CREATE TYPE app.text_span AS RANGE (subtype = text, collation = "C", multirange_type_name = app.text_spans);
-- mutation: range.multirange-renamed since 14
-- delta: range-type.multirange
ALTER TYPE app.text_span_multirange RENAME TO many_text_spans;
-- mutation: range.canonical
-- delta: +function, range-type.canonical
DROP TYPE app.float_span;
CREATE TYPE app.float_span;
CREATE FUNCTION app.float_canonical(app.float_span) RETURNS app.float_span LANGUAGE internal IMMUTABLE STRICT AS 'int4range_canonical';
CREATE TYPE app.float_span AS RANGE (subtype = double precision, subtype_diff = app.float_gap, canonical = app.float_canonical);
COMMENT ON TYPE app.float_span IS 'from here to there';
