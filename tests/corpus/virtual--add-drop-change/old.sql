CREATE TABLE public.t (
    a integer,
    b text,
    a2 integer GENERATED ALWAYS AS (a * 2) VIRTUAL,
    low text GENERATED ALWAYS AS (lower(b)) VIRTUAL,
    gone date GENERATED ALWAYS AS ('2020-01-01'::date + a) VIRTUAL
);
COMMENT ON COLUMN public.t.a2 IS 'twice';
GRANT SELECT (a2) ON public.t TO PUBLIC;
