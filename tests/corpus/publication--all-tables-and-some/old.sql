CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, "C c" date);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE PUBLICATION every FOR ALL TABLES WITH (publish = 'insert, update');
COMMENT ON PUBLICATION every IS 'keep';
CREATE PUBLICATION a_few FOR TABLE public.t;
