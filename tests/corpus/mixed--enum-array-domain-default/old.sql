CREATE TYPE public.flag AS ENUM ('r', 'w', 'x');

CREATE DOMAIN public.flags AS public.flag[] DEFAULT ARRAY['r'::public.flag] CHECK (cardinality(VALUE) < 4);
CREATE TYPE public.entry AS (name text, f public.flag);
CREATE TABLE public.file (id integer PRIMARY KEY, flags public.flags, main public.flag DEFAULT 'r'::public.flag, e public.entry, has_x boolean GENERATED ALWAYS AS (main = 'x'::public.flag) STORED);
CREATE INDEX file_main ON public.file (main) WHERE main <> 'x'::public.flag;
CREATE FUNCTION public.is_x(f public.flag, OUT yes boolean) LANGUAGE sql IMMUTABLE AS $$ SELECT f = 'x' $$;
CREATE VIEW public.open AS SELECT id, public.is_x(main) AS x FROM public.file WHERE main = ANY (ARRAY['r'::public.flag, 'x'::public.flag]);
CREATE POLICY by_flag ON public.file USING (main = 'r'::public.flag);
