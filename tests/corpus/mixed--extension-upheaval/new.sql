CREATE SCHEMA ext;
CREATE TABLE public.item (id integer PRIMARY KEY, name text, span int4range);

CREATE EXTENSION btree_gist WITH SCHEMA ext;
CREATE INDEX item_name ON public.item (name);
ALTER TABLE public.item ADD CONSTRAINT item_once EXCLUDE USING gist (name WITH =, span WITH &&);
CREATE VIEW public.alike AS SELECT a.id, 1.0::real AS s FROM public.item a;
