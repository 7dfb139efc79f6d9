CREATE TABLE public.t (a serial, b integer DEFAULT 5 NOT NULL, c integer NOT NULL, d integer GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 3 CYCLE), e integer);
CREATE VIEW public.v AS SELECT a, b, c, d, e FROM public.t;
COMMENT ON COLUMN public.t.a IS 'a';
