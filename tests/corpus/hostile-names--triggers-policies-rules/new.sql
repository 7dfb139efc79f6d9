CREATE TABLE public."T;" ("Id" integer PRIMARY KEY, "v""" text);
CREATE FUNCTION public."F;"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER "tr'1" BEFORE UPDATE OF "v""", "Id" ON public."T;" FOR EACH ROW WHEN (OLD."v""" <> 'x''y') EXECUTE FUNCTION public."F;"('a''b', '\n');
ALTER TABLE public."T;" DISABLE TRIGGER "tr'1";
CREATE POLICY "pol ""1""" ON public."T;" USING ("Id" > 1);
COMMENT ON POLICY "pol ""1""" ON public."T;" IS '''';
CREATE RULE "rule
1" AS ON DELETE TO public."T;" WHERE (OLD."v""" = '--') DO INSTEAD NOTHING;
COMMENT ON RULE "rule
1" ON public."T;" IS 'r';
