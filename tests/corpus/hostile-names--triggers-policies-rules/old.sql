CREATE TABLE public."T;" ("Id" integer PRIMARY KEY, "v""" text);
CREATE FUNCTION public."F;"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TRIGGER "tr'1" BEFORE UPDATE OF "v""" ON public."T;" FOR EACH ROW EXECUTE FUNCTION public."F;"('a''b', '\');
CREATE POLICY "pol ""1""" ON public."T;" USING ("Id" > 0);
CREATE RULE "rule
1" AS ON DELETE TO public."T;" DO INSTEAD NOTHING;
