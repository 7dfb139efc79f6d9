CREATE TABLE public.t (id integer, a integer, b integer, c integer, d integer);

COMMENT ON TABLE public.t IS 'it''s "quoted" -- not; a comment';
COMMENT ON COLUMN public.t.a IS E'tab\there';
