CREATE TABLE public.inner_row (n bigint);
CREATE TABLE public.outer_row (id integer, a public.inner_row, b integer);
CREATE TABLE public.holder (id integer, a text);
INSERT INTO public.outer_row VALUES (1, ROW(2), 3);
