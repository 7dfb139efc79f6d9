CREATE SEQUENCE public.down AS smallint;
