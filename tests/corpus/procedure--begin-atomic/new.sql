CREATE TABLE public.log (at timestamptz DEFAULT now(), what varchar(200), count bigint);
CREATE PROCEDURE public.note(IN what text, n integer DEFAULT 2) LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC
    INSERT INTO public.log (what, count) VALUES (what, n);
    UPDATE public.log SET count = log.count + 1 WHERE log.what::text = note.what;
END;
COMMENT ON PROCEDURE public.note IS 'writes';
CREATE FUNCTION public.total() RETURNS numeric LANGUAGE sql STABLE RETURN (SELECT sum(count) FROM public.log);
