CREATE TABLE public.log (at timestamptz DEFAULT now(), what text, n integer);
CREATE PROCEDURE public.note(IN what text, n integer DEFAULT 1) LANGUAGE sql BEGIN ATOMIC
    INSERT INTO public.log (what, n) VALUES (what, n);
    DELETE FROM public.log WHERE log.at < now() - '1 year'::interval;
END;
CREATE FUNCTION public.total() RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT sum(n) FROM public.log);
