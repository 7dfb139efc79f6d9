CREATE SCHEMA later;
CREATE TYPE later."Not yet";
ALTER TYPE later."Not yet" OWNER TO pg_monitor;
CREATE TYPE public.half;
CREATE FUNCTION public.half_in(cstring) RETURNS public.half LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
