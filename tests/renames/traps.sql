-- What looks like a rename and is none, or what nobody can tell.
-- case: a like column dropped and another added
-- old
CREATE TABLE t (id integer, created_at timestamptz, name text, body text);
-- new
CREATE TABLE t (id integer, name text, body text, deleted_at timestamptz);
-- case: one dropped in the middle, one added at the end, of one type
-- old
CREATE TABLE t (id integer, fax text, name text);
-- new
CREATE TABLE t (id integer, name text, website text);
-- case: last column dropped, another added in its place
-- old
CREATE TABLE t (id integer, name text, salary numeric);
-- new
CREATE TABLE t (id integer, name text, rating numeric);
-- case: another type in the same place
-- old
CREATE TABLE t (id integer, birthday date, name text);
-- new
CREATE TABLE t (id integer, avatar bytea, name text);
-- case: two went, two came, all alike
-- old
CREATE TABLE t (id integer, a integer, b integer, z text);
-- new
CREATE TABLE t (id integer, z text, c integer, d integer);
-- case: names swapped
-- old
CREATE TABLE t (id integer, home text, work text);
-- new
CREATE TABLE t (id integer, work text, home text);
-- case: two tables swapped
-- old
CREATE TABLE a (x integer, y text); CREATE TABLE b (p date, q numeric);
-- new
CREATE TABLE b (x integer, y text); CREATE TABLE a (p date, q numeric);
-- case: numbered columns
-- old
CREATE TABLE t (id integer, address1 text, city text);
-- new
CREATE TABLE t (id integer, city text, address2 text);
-- case: unrelated small tables with the usual columns
-- old
CREATE TABLE tag (id integer, name text, created_at timestamptz);
CREATE TABLE other (id integer, name text, created_at timestamptz);
CREATE TABLE third (id integer, name text, created_at timestamptz);
-- new
CREATE TABLE region (id integer, name text, created_at timestamptz);
CREATE TABLE other (id integer, name text, created_at timestamptz);
CREATE TABLE third (id integer, name text, created_at timestamptz);
-- case: unrelated tables
-- old
CREATE TABLE invoice (id integer, total numeric, due date);
-- new
CREATE TABLE session (token text, user_id bigint, expires timestamptz);
-- case: an old partition dropped, a new one made
-- old
CREATE TABLE log (at date, msg text) PARTITION BY RANGE (at);
CREATE TABLE log_2023 PARTITION OF log FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
-- new
CREATE TABLE log (at date, msg text) PARTITION BY RANGE (at);
CREATE TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- case: one name in another schema, another table
-- old
CREATE SCHEMA a; CREATE SCHEMA b;
CREATE TABLE a.users (id integer, login text, secret text);
-- new
CREATE SCHEMA a; CREATE SCHEMA b;
CREATE TABLE b.users (ref uuid, nickname text, joined date, points integer);
-- case: one name in two other schemas
-- old
CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA c;
CREATE TABLE a.users (id integer, login text, email text);
-- new
CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA c;
CREATE TABLE b.users (id integer, login text, email text);
CREATE TABLE c.users (id integer, login text, email text);
-- case: a function becomes another with other arguments
-- old
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a + 1';
-- new
CREATE FUNCTION f(a bigint) RETURNS integer LANGUAGE sql AS 'SELECT a::integer + 1';
-- case: two functions of one signature
-- old
CREATE FUNCTION area(a numeric, b numeric) RETURNS numeric LANGUAGE sql AS 'SELECT a * b';
-- new
CREATE FUNCTION days_left(a numeric, b numeric) RETURNS numeric LANGUAGE sql AS 'SELECT round(a) % 7 - coalesce(b, 3)';
-- case: a trigger function goes, another comes
-- old
CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO log VALUES (TG_TABLE_NAME, now()); RETURN NULL; END';
-- new
CREATE FUNCTION notify_all() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_notify(''x'', NEW.id::text); RETURN NEW; END';
-- case: the last label of an enum went, another came
-- old
CREATE TYPE state AS ENUM ('open', 'paid', 'cancelled');
-- new
CREATE TYPE state AS ENUM ('open', 'paid', 'refunded');
-- case: a label went at the front, another came at the end
-- old
CREATE TYPE size AS ENUM ('xs', 's', 'm');
-- new
CREATE TYPE size AS ENUM ('s', 'm', 'xl');
-- case: labels in another order
-- old
CREATE TYPE level AS ENUM ('low', 'high', 'mid');
-- new
CREATE TYPE level AS ENUM ('low', 'mid', 'high');
-- case: two enums of other labels
-- old
CREATE TYPE colour AS ENUM ('red', 'green');
-- new
CREATE TYPE weekday AS ENUM ('mon', 'tue');
-- case: an index on another column
-- old
CREATE TABLE t (a integer, b integer);
CREATE INDEX t_a_idx ON t (a);
-- new
CREATE TABLE t (a integer, b integer);
CREATE INDEX t_b_idx ON t (b);
-- case: a check of another meaning
-- old
CREATE TABLE t (a integer, CONSTRAINT a_check CHECK (a > 0));
-- new
CREATE TABLE t (a integer, CONSTRAINT a_check1 CHECK (a < 1000));
-- case: a foreign key to another table
-- old
CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE q (id integer PRIMARY KEY);
CREATE TABLE t (a integer, CONSTRAINT t_p FOREIGN KEY (a) REFERENCES p);
-- new
CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE q (id integer PRIMARY KEY);
CREATE TABLE t (a integer, CONSTRAINT t_q FOREIGN KEY (a) REFERENCES q);
-- case: two indexes of one definition, two others of it
-- old
CREATE TABLE t (a integer);
CREATE INDEX one ON t (a); CREATE INDEX two ON t (a);
-- new
CREATE TABLE t (a integer);
CREATE INDEX red ON t (a); CREATE INDEX blue ON t (a);
-- case: a table becomes a view
-- old
CREATE TABLE report (a integer, b text);
CREATE TABLE base (a integer, b text);
-- new
CREATE VIEW reports AS SELECT 1 AS a, 'x'::text AS b;
CREATE TABLE base (a integer, b text);
-- case: sequences that share nothing
-- old
CREATE SEQUENCE invoice_numbers;
-- new
CREATE SEQUENCE visitor_counter;
-- case: an extension-like change: another schema made, one dropped
-- old
CREATE SCHEMA staging; CREATE TABLE staging.raw (line text);
-- new
CREATE SCHEMA reporting; CREATE TABLE reporting.totals (day date, n bigint);
-- case: a flag for another flag
-- old
CREATE TABLE t (id integer, is_admin boolean, name text, x integer);
-- new
CREATE TABLE t (id integer, name text, x integer, is_locked boolean);
-- case: views of other queries
-- old
CREATE TABLE t (a integer, b text, c date);
CREATE VIEW late AS SELECT a FROM t WHERE c < now();
-- new
CREATE TABLE t (a integer, b text, c date);
CREATE VIEW by_name AS SELECT b, count(*) AS n FROM t GROUP BY b HAVING count(*) > 3;
-- case: a policy for other rows
-- old
CREATE TABLE t (a integer, owner text);
CREATE POLICY own ON t FOR SELECT USING (owner = current_user);
-- new
CREATE TABLE t (a integer, owner text);
CREATE POLICY positive ON t FOR UPDATE USING (a > 0);
