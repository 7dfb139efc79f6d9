CREATE FUNCTION public.now_ish() RETURNS timestamp LANGUAGE sql STABLE AS 'SELECT LOCALTIMESTAMP';

CREATE VIEW public.clock AS SELECT public.now_ish() AS t;
CREATE VIEW public.clock_text AS SELECT t::text AS t FROM public.clock;
COMMENT ON COLUMN public.clock.t IS 'now';
