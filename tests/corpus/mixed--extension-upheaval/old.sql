CREATE SCHEMA ext;
CREATE TABLE public.item (id integer PRIMARY KEY, name text, span int4range);

CREATE EXTENSION pg_trgm WITH SCHEMA ext;
CREATE EXTENSION citext WITH SCHEMA ext;
CREATE INDEX item_name ON public.item USING gin (name ext.gin_trgm_ops);
CREATE VIEW public.alike AS SELECT a.id, ext.similarity(a.name, 'x') AS s FROM public.item a WHERE a.name OPERATOR(ext.%) 'x';
CREATE FUNCTION public.eq(a ext.citext, b ext.citext) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a OPERATOR(ext.=) b';
