CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text, "C c" date);
CREATE TABLE public."U u" (id integer PRIMARY KEY, x text);

CREATE PUBLICATION p FOR TABLE public.t WHERE (a > 2 OR b = 'it''s'), public."U u" WHERE (id > 0);
CREATE PUBLICATION q FOR TABLE public.t;
CREATE PUBLICATION same FOR TABLE public.t WHERE (a IN (1, 2));
COMMENT ON PUBLICATION same IS 'same';
