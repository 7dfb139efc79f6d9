CREATE TABLE acct (id integer PRIMARY KEY, name text);
CREATE TABLE entry (id serial PRIMARY KEY, debit integer REFERENCES acct, credit integer REFERENCES acct, amount numeric CHECK (amount > 0));
CREATE VIEW balance AS SELECT a.id, coalesce(sum(e.amount) FILTER (WHERE e.debit = a.id), 0) AS d FROM acct a LEFT JOIN entry e ON a.id IN (e.debit, e.credit) GROUP BY a.id;
