CREATE TABLE public.comes (a integer, b text) WITH (fillfactor = 50, user_catalog_table = true, autovacuum_enabled = false);
CREATE TABLE public.goes (a integer, b text);
CREATE TABLE public.stays (a integer, b text) WITH (user_catalog_table = true, fillfactor = 50);
CREATE TABLE public.between (a integer, b text, c timestamptz DEFAULT clock_timestamp()) WITH (user_catalog_table = true, fillfactor = 50);
INSERT INTO public.comes VALUES (1, 2);
INSERT INTO public.stays VALUES (1, 2);
