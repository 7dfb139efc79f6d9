CREATE TABLE public.t (a timestamp with time zone, b integer, c boolean, d jsonb, e uuid, f text[], g integer[], h integer, i timestamp with time zone, j date, k text, l text, m numeric(4,1), n boolean, o money, p text);
COMMENT ON COLUMN public.t.a IS 'seconds?';
