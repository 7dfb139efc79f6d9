CREATE TABLE public.t (a text DEFAULT '1' CONSTRAINT t_a CHECK (a <> ''), b integer DEFAULT 0 NOT NULL CONSTRAINT t_b CHECK (b IN (0, 1)), c character varying(36) DEFAULT '00000000-0000-0000-0000-000000000000', d json DEFAULT '{}');
CREATE INDEX t_a_i ON public.t (a text_pattern_ops, b DESC);
CREATE INDEX t_c_i ON public.t (c) WHERE b = 1;
CREATE UNIQUE INDEX t_c_l ON public.t (lower(c));
CREATE VIEW public.v AS SELECT a, b, c, d FROM public.t;
CREATE FUNCTION public.tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr AFTER UPDATE OF a, c ON public.t FOR EACH ROW WHEN (OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION public.tf();
ALTER TABLE public.t REPLICA IDENTITY FULL;
