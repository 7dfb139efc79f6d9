CREATE TABLE public.t (
    a integer,
    b text,
    a2 integer GENERATED ALWAYS AS (a + a) VIRTUAL,
    low text COLLATE "C" GENERATED ALWAYS AS (upper(b)) VIRTUAL,
    "new one" boolean GENERATED ALWAYS AS (a > 3) VIRTUAL
);
COMMENT ON COLUMN public.t.a2 IS 'twice';
GRANT SELECT (a2) ON public.t TO PUBLIC;
