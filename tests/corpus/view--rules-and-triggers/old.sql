CREATE TABLE public.t (id integer PRIMARY KEY, a integer);
CREATE VIEW public.v AS SELECT id, a, a * 2 AS twice FROM public.t;
CREATE FUNCTION public.v_write() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';

CREATE RULE v_del AS ON DELETE TO public.v DO INSTEAD DELETE FROM public.t WHERE id = OLD.id;
