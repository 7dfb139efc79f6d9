CREATE TABLE public.comes (a integer, b integer);
CREATE TABLE public.goes (a integer, b integer) WITH (user_catalog_table = true);
CREATE TABLE public.stays (a integer, b integer) WITH (user_catalog_table = true, fillfactor = 50);
CREATE TABLE public.between (a integer, b integer) WITH (user_catalog_table = true);
INSERT INTO public.comes VALUES (1, 2);
INSERT INTO public.stays VALUES (1, 2);
