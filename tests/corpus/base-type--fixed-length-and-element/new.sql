CREATE TYPE public.spot;
CREATE FUNCTION public.spot_in(cstring) RETURNS public.spot LANGUAGE internal IMMUTABLE STRICT AS 'point_in';
CREATE FUNCTION public.spot_out(public.spot) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'point_out';
CREATE TYPE public.spot (INPUT = public.spot_in, OUTPUT = public.spot_out, INTERNALLENGTH = 16, ALIGNMENT = double, ELEMENT = float8, DELIMITER = ';', CATEGORY = 'G', DEFAULT = '(1,1)');
