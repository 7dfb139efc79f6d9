CREATE TABLE public.t (a bigint, b text, c integer, d json, e character varying(40), f integer[], g text[], h boolean, i timestamp without time zone, j text, k inet, l bytea, m double precision, n character(1), o numeric(8,2), p "char");
COMMENT ON COLUMN public.t.a IS 'seconds?';
