CREATE TABLE a_first (id integer);
CREATE TABLE told (tag text, at timestamptz DEFAULT now());
CREATE FUNCTION tell() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO public.told (tag) VALUES (tg_tag); END $$;
CREATE EVENT TRIGGER tells ON ddl_command_end EXECUTE FUNCTION tell();
CREATE EVENT TRIGGER zz_tells_drops ON sql_drop EXECUTE FUNCTION tell();
CREATE TABLE b_second (id integer);
