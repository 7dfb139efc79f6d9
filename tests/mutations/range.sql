-- mutation: range.present
CREATE TYPE app.extra_range AS RANGE (subtype = smallint);
-- mutation: range.absent
DROP TYPE app.float_span;
-- mutation: range.subtype
DROP TYPE app.float_span;
CREATE TYPE app.float_span AS RANGE (subtype = real);
COMMENT ON TYPE app.float_span IS 'from here to there';
-- mutation: range.subtype-diff
DROP TYPE app.float_span;
CREATE TYPE app.float_span AS RANGE (subtype = double precision);
COMMENT ON TYPE app.float_span IS 'from here to there';
-- mutation: range.collation
DROP TYPE app.text_span;
CREATE TYPE app.text_span AS RANGE (subtype = text, collation = "POSIX");
-- mutation: range.operator-class
DROP TYPE app.text_span;
CREATE TYPE app.text_span AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
-- mutation: range.multirange-name since 14
DROP TYPE app.text_span;
CREATE TYPE app.text_span AS RANGE (subtype = text, collation = "C", multirange_type_name = app.text_spans);
-- mutation: range.multirange-renamed since 14
ALTER TYPE app.text_span_multirange RENAME TO many_text_spans;
