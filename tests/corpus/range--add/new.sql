CREATE FUNCTION public.time_span(a time, b time) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS 'SELECT EXTRACT(epoch FROM (a - b))::double precision';
CREATE TYPE public.timerange AS RANGE (subtype = time, subtype_diff = public.time_span, multirange_type_name = public.timeranges);
CREATE TABLE public.opening (day integer PRIMARY KEY, open public.timerange, all_open public.timeranges);
