-- mutation: base-type.receive
-- delta: base-type.receive
ALTER TYPE app.token SET (RECEIVE = app.token_recv);
-- mutation: base-type.send
-- delta: base-type.send
ALTER TYPE app.token SET (SEND = app.token_send);
-- mutation: base-type.typmod-in
-- delta: base-type.typmod_in
ALTER TYPE app.token SET (TYPMOD_IN = app.token_typmod_in);
-- mutation: base-type.typmod-out
-- delta: base-type.typmod_out
ALTER TYPE app.token SET (TYPMOD_OUT = app.token_typmod_out);
-- mutation: base-type.analyze
-- delta: base-type.analyze
ALTER TYPE app.token SET (ANALYZE = app.token_analyze);
-- mutation: base-type.storage
-- delta: base-type.storage
ALTER TYPE app.token SET (STORAGE = external);
-- mutation: base-type.subscript since 14
-- delta: base-type.subscript
ALTER TYPE app.token SET (SUBSCRIPT = raw_array_subscript_handler);
-- mutation: base-type.present
-- delta: +base-type, +function
CREATE TYPE app.tokentwo;
CREATE FUNCTION app.tokentwo_in(cstring) RETURNS app.tokentwo LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.tokentwo_out(app.tokentwo) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.tokentwo_recv(internal) RETURNS app.tokentwo LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.tokentwo_send(app.tokentwo) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.tokentwo (INPUT = app.tokentwo_in, OUTPUT = app.tokentwo_out);
-- mutation: base-type.absent
-- delta: -base-type, -function
DROP TYPE app.token CASCADE;
-- mutation: base-type.input
-- delta: +function, -function, base-type.input
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_enter(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_enter, OUTPUT = app.token_out, STORAGE = extended, CATEGORY = 'S');
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.output
-- delta: +function, -function, base-type.output
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_leave(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_leave, STORAGE = extended, CATEGORY = 'S');
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.internallength
-- delta: base-type.internallength, base-type.storage
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = plain, CATEGORY = 'S', INTERNALLENGTH = 16);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.alignment
-- delta: base-type.alignment
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = extended, CATEGORY = 'S', ALIGNMENT = double);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.category
-- delta: base-type.category
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = extended);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.default
-- delta: base-type.default
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = extended, CATEGORY = 'S', DEFAULT = 'it''s');
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.element
-- delta: base-type.element, base-type.internallength, base-type.storage, base-type.subscript
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = plain, CATEGORY = 'S', INTERNALLENGTH = 16, ELEMENT = integer);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.delimiter
-- delta: base-type.delimiter
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = extended, CATEGORY = 'S', DELIMITER = ';');
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.preferred
-- delta: base-type.preferred
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = extended, CATEGORY = 'S', PREFERRED = true);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.collatable
-- delta: base-type.collatable
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, STORAGE = extended, CATEGORY = 'S', COLLATABLE = true);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
-- mutation: base-type.passed-by-value
-- delta: base-type.internallength, base-type.passed_by_value, base-type.storage
DROP TYPE app.token CASCADE;
CREATE TYPE app.token;
CREATE FUNCTION app.token_in(cstring) RETURNS app.token LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.token_out(app.token) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.token_recv(internal) RETURNS app.token LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.token_send(app.token) RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app.token (INPUT = app.token_in, OUTPUT = app.token_out, CATEGORY = 'S', INTERNALLENGTH = 4, PASSEDBYVALUE, STORAGE = plain);
COMMENT ON TYPE app.token IS 'a word that opens';
GRANT USAGE ON TYPE app.token TO pg_monitor;
