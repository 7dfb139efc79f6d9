-- Renamed constraints, indexes, triggers, policies, rules.
-- case: an index
-- old
CREATE TABLE t (a integer, b text);
CREATE INDEX idx1 ON t (b);
-- new
CREATE TABLE t (a integer, b text);
CREATE INDEX t_b_idx ON t (b);
-- rename: index public.t.idx1=public.t.t_b_idx
-- case: three indexes, each by its definition
-- old
CREATE TABLE t (a integer, b text, c date);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (b) WHERE a > 0;
CREATE INDEX i3 ON t (lower(b));
-- new
CREATE TABLE t (a integer, b text, c date);
CREATE INDEX t_lower ON t (lower(b));
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b_positive ON t (b) WHERE a > 0;
-- rename: index public.t.i1=public.t.t_a
-- rename: index public.t.i2=public.t.t_b_positive
-- rename: index public.t.i3=public.t.t_lower
-- case: a primary key
-- old
CREATE TABLE t (a integer, CONSTRAINT pk PRIMARY KEY (a));
-- new
CREATE TABLE t (a integer, CONSTRAINT t_pkey PRIMARY KEY (a));
-- rename: primary key public.t.pk=public.t.t_pkey
-- case: a unique constraint
-- old
CREATE TABLE t (a integer, b integer, CONSTRAINT u UNIQUE (a, b));
-- new
CREATE TABLE t (a integer, b integer, CONSTRAINT only_once UNIQUE (a, b));
-- rename: unique constraint public.t.u=public.t.only_once
-- case: a foreign key
-- old
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (a integer, CONSTRAINT fk1 FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE);
-- new
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (a integer, CONSTRAINT t_p_fkey FOREIGN KEY (a) REFERENCES p ON DELETE CASCADE);
-- rename: foreign key public.t.fk1=public.t.t_p_fkey
-- case: checks
-- old
CREATE TABLE t (a integer, b integer, CONSTRAINT c1 CHECK (a > 0), CONSTRAINT c2 CHECK (b < 10));
-- new
CREATE TABLE t (a integer, b integer, CONSTRAINT a_positive CHECK (a > 0), CONSTRAINT b_small CHECK (b < 10));
-- rename: check constraint public.t.c1=public.t.a_positive
-- rename: check constraint public.t.c2=public.t.b_small
-- case: an exclusion constraint
-- old
CREATE TABLE t (r int4range, CONSTRAINT e1 EXCLUDE USING gist (r WITH &&));
-- new
CREATE TABLE t (r int4range, CONSTRAINT no_overlap EXCLUDE USING gist (r WITH &&));
-- rename: exclusion constraint public.t.e1=public.t.no_overlap
-- case: a trigger
-- old
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER trg1 BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
-- new
CREATE TABLE t (a integer);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER keep_time BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
-- rename: trigger public.t.trg1=public.t.keep_time
-- case: a policy
-- old
CREATE TABLE t (a integer, owner text);
CREATE POLICY p1 ON t FOR SELECT USING (owner = current_user);
-- new
CREATE TABLE t (a integer, owner text);
CREATE POLICY own_rows ON t FOR SELECT USING (owner = current_user);
-- rename: policy public.t.p1=public.t.own_rows
-- case: a column and the index named after it
-- old
CREATE TABLE t (id integer, mail text, x integer);
CREATE INDEX t_mail_idx ON t (mail);
-- new
CREATE TABLE t (id integer, email text, x integer);
CREATE INDEX t_email_idx ON t (email);
-- rename: column public.t.mail=public.t.email
-- rename: index public.t.t_mail_idx=public.t.t_email_idx
-- case: a column and index that have one name
-- old
CREATE TABLE t (id integer, code text, x integer);
CREATE INDEX code ON t (code);
-- new
CREATE TABLE t (id integer, code_no text, x integer);
CREATE INDEX code_no ON t (code_no);
-- rename: column public.t.code=public.t.code_no
-- rename: index public.t.code=public.t.code_no
-- case: a domain and its constraint
-- old
CREATE DOMAIN money_amount AS numeric CONSTRAINT c CHECK (VALUE >= 0);
-- new
CREATE DOMAIN money_amount AS numeric CONSTRAINT not_negative CHECK (VALUE >= 0);
-- rename: domain constraint public.money_amount.c=public.money_amount.not_negative
