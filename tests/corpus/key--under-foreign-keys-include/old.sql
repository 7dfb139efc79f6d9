CREATE TABLE public.p (a integer NOT NULL, b integer NOT NULL, c text, CONSTRAINT p_key UNIQUE (a, b));
COMMENT ON CONSTRAINT p_key ON public.p IS 'what others point at';
ALTER TABLE public.p REPLICA IDENTITY USING INDEX p_key;
ALTER TABLE public.p CLUSTER ON p_key;
CREATE TABLE public.k1 (a integer, b integer, CONSTRAINT k1_p FOREIGN KEY (b, a) REFERENCES public.p (b, a) MATCH FULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE public.k2 (a integer, b integer, CONSTRAINT k2_p FOREIGN KEY (a, b) REFERENCES public.p (a, b) NOT VALID);
COMMENT ON CONSTRAINT k1_p ON public.k1 IS 'k1 to p';
COMMENT ON CONSTRAINT k2_p ON public.k2 IS 'k2 to p';
