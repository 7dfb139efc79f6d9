CREATE TABLE public.stays (id integer PRIMARY KEY);

CREATE TABLE public.goes (id integer PRIMARY KEY, stays_id integer NOT NULL REFERENCES public.stays ON DELETE CASCADE, note text);
CREATE INDEX goes_note ON public.goes (note);
COMMENT ON TABLE public.goes IS 'on its way out';
