CREATE TABLE public.t (a integer DEFAULT 1 CONSTRAINT t_a CHECK (a > 0), b boolean DEFAULT false NOT NULL CONSTRAINT t_b CHECK (b OR NOT b), c uuid DEFAULT '00000000-0000-0000-0000-000000000000', d jsonb DEFAULT '{}');
CREATE INDEX t_a_i ON public.t (a, b DESC);
CREATE INDEX t_c_i ON public.t (c) WHERE b;
CREATE UNIQUE INDEX t_c_l ON public.t (lower(c::text));
CREATE INDEX t_d ON public.t USING gin (d);
CREATE VIEW public.v AS SELECT a, b, c, d FROM public.t;
CREATE FUNCTION public.tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr AFTER UPDATE OF a, c ON public.t FOR EACH ROW WHEN (OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION public.tf();
ALTER TABLE public.t REPLICA IDENTITY FULL;
