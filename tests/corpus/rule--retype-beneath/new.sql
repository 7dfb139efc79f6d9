CREATE TABLE public.t (id integer PRIMARY KEY, a bigint);

CREATE TABLE public.log (id integer, a text);
CREATE RULE keep AS ON UPDATE TO public.t WHERE OLD.a <> NEW.a DO ALSO INSERT INTO public.log VALUES (OLD.id, OLD.a::text);
ALTER TABLE public.t ENABLE ALWAYS RULE keep;
COMMENT ON RULE keep ON public.t IS 'even for replicas';
