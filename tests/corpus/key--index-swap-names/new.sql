CREATE TABLE public.t (a integer NOT NULL, b integer NOT NULL, CONSTRAINT k2 UNIQUE (a), CONSTRAINT k1 UNIQUE (b), CONSTRAINT c2 CHECK (a > 0), CONSTRAINT c1 CHECK (b > 0));
CREATE INDEX i2 ON public.t (a, b);
CREATE INDEX i1 ON public.t (b, a) WHERE a > 0;
CREATE TABLE public.u (a integer CONSTRAINT f2 REFERENCES public.t (a), b integer CONSTRAINT f1 REFERENCES public.t (b));
ALTER TABLE public.t REPLICA IDENTITY USING INDEX k1;
COMMENT ON INDEX public.i1 IS 'one';
COMMENT ON CONSTRAINT c1 ON public.t IS 'check one';
