CREATE TABLE account (id integer PRIMARY KEY, balance integer);
CREATE TABLE account_log (at timestamptz DEFAULT now(), id integer, was integer, is_now integer);
CREATE FUNCTION log_account() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO account_log (id, was, is_now) VALUES (new.id, old.balance, new.balance); RETURN new; END $$;
CREATE TRIGGER log AFTER UPDATE OF balance ON account FOR EACH ROW WHEN (old.balance IS DISTINCT FROM new.balance) EXECUTE FUNCTION log_account();
