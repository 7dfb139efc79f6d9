CREATE FUNCTION public.q() RETURNS text LANGUAGE plpgsql AS $body$
DECLARE
    s text := $$a;b$$;  -- a $_$ comment
    t text := E'tab\there \\ back';
BEGIN
    /* nested /* comment */ ; */
    RETURN s || t || '\' || $_$x$_$ || 'ünï';
END;
$body$;
