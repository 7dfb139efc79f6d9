CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, "C c" date);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE PUBLICATION p FOR TABLE public.t WHERE (a > 1 AND b <> 'x'), public."U u";
CREATE PUBLICATION q FOR TABLE public.t WHERE ("C c" IS NULL);
CREATE PUBLICATION same FOR TABLE public.t WHERE (a IN (1, 2));
