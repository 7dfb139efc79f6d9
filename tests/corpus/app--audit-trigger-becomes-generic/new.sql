CREATE TABLE account (id integer PRIMARY KEY, balance bigint);
CREATE SCHEMA audit;
CREATE TABLE audit.entry (id bigserial PRIMARY KEY, at timestamptz DEFAULT clock_timestamp() NOT NULL, relation regclass NOT NULL, op "char" NOT NULL, was jsonb, is_now jsonb) WITH (fillfactor = 100);
CREATE FUNCTION audit.log() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO audit.entry (relation, op, was, is_now) VALUES (tg_relid, left(tg_op, 1)::"char", to_jsonb(old), to_jsonb(new)); RETURN NULL; END $$;
CREATE TRIGGER audit_log AFTER INSERT OR UPDATE OR DELETE ON account FOR EACH ROW EXECUTE FUNCTION audit.log('strict', 'it''s');
CREATE TRIGGER audit_truncate AFTER TRUNCATE ON account EXECUTE FUNCTION audit.log();
ALTER TABLE account DISABLE TRIGGER audit_truncate;
