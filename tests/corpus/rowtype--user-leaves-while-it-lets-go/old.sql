CREATE TABLE public.inner_row (n integer);
CREATE TABLE public.outer_row (id integer, a public.inner_row, b integer);
CREATE TABLE public.holder (id integer, a public.outer_row);
INSERT INTO public.outer_row VALUES (1, ROW(2), 3);
