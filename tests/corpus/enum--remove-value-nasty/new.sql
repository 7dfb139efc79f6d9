CREATE TYPE public.state AS ENUM ('draft', 'live', 'dead');

COMMENT ON TYPE public.state IS 'where a page is in its life';
GRANT USAGE ON TYPE public.state TO pg_monitor;
CREATE TABLE public.page (
    id integer PRIMARY KEY,
    state public.state DEFAULT 'draft'::public.state NOT NULL,
    history public.state[] DEFAULT ARRAY['draft'::public.state],
    CONSTRAINT page_live CHECK (state <> 'live'::public.state OR id > 0)
);
CREATE INDEX page_dead ON public.page (id) WHERE state = 'dead';
CREATE INDEX page_state ON public.page (state, id);
CREATE VIEW public.live_page AS SELECT id, state FROM public.page WHERE state = 'live';
COMMENT ON VIEW public.live_page IS 'what visitors see';
GRANT SELECT (id) ON public.live_page TO pg_monitor;
CREATE FUNCTION public.next_state(s public.state) RETURNS public.state LANGUAGE sql IMMUTABLE AS $$ SELECT CASE s WHEN 'draft' THEN 'live' ELSE 'dead' END::public.state $$;
