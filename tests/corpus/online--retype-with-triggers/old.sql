CREATE TABLE public.meter (
    id integer NOT NULL,
    reading integer DEFAULT 0 NOT NULL,
    note text
);
INSERT INTO public.meter SELECT i, i, 'n' || i FROM generate_series(1, 500) i;
CREATE TABLE public.log (what text);
CREATE FUNCTION public.noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.log VALUES (NEW.note); RETURN NULL; END $$;
CREATE TRIGGER noted AFTER UPDATE OF reading ON public.meter FOR EACH ROW WHEN (NEW.reading > 5) EXECUTE FUNCTION public.noted();
ALTER TABLE public.meter ENABLE ROW LEVEL SECURITY;
CREATE POLICY sane ON public.meter USING (reading >= 0);
