CREATE TYPE side AS ENUM ('debit', 'credit');
CREATE TABLE acct (id integer PRIMARY KEY, name text NOT NULL, closed boolean DEFAULT false NOT NULL);
CREATE TABLE txn (id bigserial PRIMARY KEY, at timestamptz DEFAULT now() NOT NULL);
CREATE TABLE entry (id serial PRIMARY KEY, amount numeric CHECK (amount <> 0), txn bigint REFERENCES txn ON DELETE RESTRICT, acct integer REFERENCES acct, side side NOT NULL, UNIQUE (txn, acct, side));
CREATE VIEW balance AS SELECT a.id, coalesce(sum(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END), 0) AS d FROM acct a LEFT JOIN entry e ON e.acct = a.id GROUP BY a.id;
CREATE FUNCTION balanced() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION balanced();
