CREATE TABLE public.t (id integer PRIMARY KEY);

CREATE FUNCTION public.no() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not allowed: %', tg_tag; END $$;
CREATE EVENT TRIGGER no_drop ON ddl_command_start WHEN TAG IN ('DROP VIEW') EXECUTE FUNCTION public.no();
