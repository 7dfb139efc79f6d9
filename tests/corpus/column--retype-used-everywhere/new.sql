CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TABLE public.acct (id integer PRIMARY KEY, bal numeric(14,2) DEFAULT 0 NOT NULL, twice numeric GENERATED ALWAYS AS (bal * 2) STORED);

ALTER TABLE public.acct ADD CONSTRAINT acct_bal CHECK (bal >= 0);
CREATE INDEX acct_bal_idx ON public.acct (bal DESC);
CREATE INDEX acct_expr ON public.acct ((bal + 1)) WHERE bal > 10;
CREATE TRIGGER acct_touch BEFORE UPDATE OF bal ON public.acct FOR EACH ROW WHEN (OLD.bal IS DISTINCT FROM NEW.bal) EXECUTE FUNCTION public.touch();
ALTER TABLE public.acct ENABLE ROW LEVEL SECURITY;
CREATE POLICY rich ON public.acct FOR SELECT USING (bal > 100);
CREATE VIEW public.acct_v AS SELECT id, bal FROM public.acct WHERE bal > 0;
CREATE MATERIALIZED VIEW public.acct_m AS SELECT id, bal FROM public.acct_v;
CREATE INDEX acct_m_bal ON public.acct_m (bal);
CREATE VIEW public.acct_vv AS SELECT m.id, v.bal FROM public.acct_m m JOIN public.acct_v v USING (id);
COMMENT ON COLUMN public.acct_vv.bal IS 'in cents or not';
GRANT SELECT (bal) ON public.acct_vv TO pg_monitor;
