CREATE TABLE public.t (id integer PRIMARY KEY, a text);

CREATE FUNCTION public.norm(x text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(x)';

ALTER TABLE public.t ALTER COLUMN a SET DEFAULT public.norm('X');
ALTER TABLE public.t ADD COLUMN b text GENERATED ALWAYS AS (public.norm(a)) STORED;
ALTER TABLE public.t ADD CONSTRAINT t_norm CHECK (public.norm(a) <> 'bad');
CREATE INDEX t_norm_idx ON public.t (public.norm(a));
CREATE INDEX t_part_idx ON public.t (id) WHERE public.norm(a) = 'X';
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY t_pol ON public.t USING (public.norm(a) <> '');
CREATE FUNCTION public.trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t_trg BEFORE INSERT ON public.t FOR EACH ROW WHEN (public.norm(NEW.a) = 'X') EXECUTE FUNCTION public.trg();
CREATE VIEW public.v AS SELECT public.norm(a) AS n FROM public.t;
CREATE RULE t_rule AS ON DELETE TO public.t WHERE public.norm(OLD.a) = 'KEEP' DO INSTEAD NOTHING;
CREATE DOMAIN public.d AS text CHECK (public.norm(VALUE) <> 'NO');
