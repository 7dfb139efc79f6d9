-- Renamed functions, procedures, types, labels.
-- case: a function with a body
-- old
CREATE FUNCTION calc(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT a * b + a - b * 2 WHERE a > b';
-- new
CREATE FUNCTION compute(a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT a * b + a - b * 2 WHERE a > b';
-- rename: function public.calc(integer, integer)=public.compute(integer, integer)
-- case: overloads, each with its own arguments
-- old
CREATE FUNCTION fmt(a integer) RETURNS text LANGUAGE sql AS $$SELECT 'number ' || a::text || ' of many'$$;
CREATE FUNCTION fmt(a text) RETURNS text LANGUAGE sql AS $$SELECT 'text ' || quote_literal(a) || ' of many'$$;
-- new
CREATE FUNCTION format_value(a integer) RETURNS text LANGUAGE sql AS $$SELECT 'number ' || a::text || ' of many'$$;
CREATE FUNCTION format_value(a text) RETURNS text LANGUAGE sql AS $$SELECT 'text ' || quote_literal(a) || ' of many'$$;
-- rename: function public.fmt(integer)=public.format_value(integer)
-- rename: function public.fmt(text)=public.format_value(text)
-- case: one overload of two
-- old
CREATE FUNCTION size_of(a integer) RETURNS integer LANGUAGE sql AS 'SELECT abs(a) + length(a::text)';
CREATE FUNCTION size_of(a text) RETURNS integer LANGUAGE sql AS 'SELECT length(trim(both from a))';
-- new
CREATE FUNCTION size_of(a integer) RETURNS integer LANGUAGE sql AS 'SELECT abs(a) + length(a::text)';
CREATE FUNCTION text_size(a text) RETURNS integer LANGUAGE sql AS 'SELECT length(trim(both from a))';
-- rename: function public.size_of(text)=public.text_size(text)
-- case: a function that names itself, its body a little changed
-- old
CREATE FUNCTION fact(n integer) RETURNS bigint LANGUAGE plpgsql AS 'BEGIN IF n < 2 THEN RETURN 1; END IF; RETURN n * fact(n - 1); END';
-- new
CREATE FUNCTION factorial(n integer) RETURNS bigint LANGUAGE plpgsql AS 'BEGIN IF n <= 1 THEN RETURN 1; END IF; RETURN n * factorial(n - 1); END';
-- rename: function public.fact(integer)=public.factorial(integer)
-- case: a procedure
-- old
CREATE TABLE t (a integer);
CREATE PROCEDURE purge(keep integer) LANGUAGE sql AS 'DELETE FROM t WHERE a < keep';
-- new
CREATE TABLE t (a integer);
CREATE PROCEDURE purge_old(keep integer) LANGUAGE sql AS 'DELETE FROM t WHERE a < keep';
-- rename: procedure public.purge(integer)=public.purge_old(integer)
-- case: a trigger function used by the same trigger
-- old
CREATE TABLE t (a integer, changed timestamptz);
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.changed := now(); RETURN NEW; END';
CREATE TRIGGER stamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION trg();
-- new
CREATE TABLE t (a integer, changed timestamptz);
CREATE FUNCTION set_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.changed := now(); RETURN NEW; END';
CREATE TRIGGER stamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION set_changed();
-- rename: function public.trg()=public.set_changed()
-- case: an aggregate
-- old
CREATE AGGREGATE longest(integer) (SFUNC = int4larger, STYPE = integer);
-- new
CREATE AGGREGATE largest(integer) (SFUNC = int4larger, STYPE = integer);
-- rename: aggregate public.longest(integer)=public.largest(integer)
-- case: an enum
-- old
CREATE TYPE order_state AS ENUM ('open', 'paid', 'sent', 'closed');
CREATE TABLE o (id integer, state order_state);
-- new
CREATE TYPE order_status AS ENUM ('open', 'paid', 'sent', 'closed');
CREATE TABLE o (id integer, state order_status);
-- rename: enum public.order_state=public.order_status
-- case: a label in the middle
-- old
CREATE TYPE state AS ENUM ('open', 'payed', 'sent');
-- new
CREATE TYPE state AS ENUM ('open', 'paid', 'sent');
-- rename: label public.state.payed=public.state.paid
-- case: a label in the middle, another word
-- old
CREATE TYPE colour AS ENUM ('red', 'violet', 'blue');
-- new
CREATE TYPE colour AS ENUM ('red', 'purple', 'blue');
-- rename: label public.colour.violet=public.colour.purple
-- case: the last label, in another way of writing
-- old
CREATE TYPE state AS ENUM ('new', 'InProgress', 'Cancelled');
-- new
CREATE TYPE state AS ENUM ('new', 'in_progress', 'canceled');
-- rename: label public.state."InProgress"=public.state.in_progress
-- rename: label public.state."Cancelled"=public.state.canceled
-- case: an enum and one of its labels
-- old
CREATE TYPE lvl AS ENUM ('low', 'mid', 'high', 'top');
-- new
CREATE TYPE level AS ENUM ('low', 'middle', 'high', 'top');
-- rename: enum public.lvl=public.level
-- rename: label public.level.mid=public.level.middle
-- case: a domain
-- old
CREATE DOMAIN mail AS text CHECK (VALUE ~ '^[^@]+@[^@]+$');
CREATE TABLE p (id integer, m mail);
-- new
CREATE DOMAIN email AS text CONSTRAINT mail_check CHECK (VALUE ~ '^[^@]+@[^@]+$');
CREATE TABLE p (id integer, m email);
-- rename: domain public.mail=public.email
-- case: a composite type
-- old
CREATE TYPE addr AS (street text, town text, zip text);
-- new
CREATE TYPE address AS (street text, town text, zip text);
-- rename: composite type public.addr=public.address
