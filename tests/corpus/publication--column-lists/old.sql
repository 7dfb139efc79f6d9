CREATE TABLE public.t (id integer PRIMARY KEY, b text, "C c" date, a integer);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE PUBLICATION p FOR TABLE public.t (id, a, "C c"), public."U u" (id);
CREATE PUBLICATION q FOR TABLE public.t (id, a) WHERE (a > 0);
