CREATE TABLE public.t (id integer, a integer, b integer, c integer, d integer);

COMMENT ON TABLE public.t IS E'first line\nsecond line;\n-- third\n\\. fourth\n\\connect x';
COMMENT ON COLUMN public.t.a IS 'C:\new\table\';
COMMENT ON COLUMN public.t.b IS $$ leading and trailing $q$ blanks $$;
COMMENT ON COLUMN public.t.c IS 'ünïcødé 漢字 😀 ‮ right to left';
COMMENT ON COLUMN public.t.d IS E'bell \x07 escape \x1b[31m and \r return';
