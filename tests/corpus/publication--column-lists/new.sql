CREATE TABLE public.t (id integer PRIMARY KEY, b text, "C c" date, "D ""d""" text);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);
CREATE PUBLICATION p FOR TABLE public.t (id, "C c", "D ""d"""), public."U u";
CREATE PUBLICATION q FOR TABLE public.t (id, b) WHERE (b > '');
