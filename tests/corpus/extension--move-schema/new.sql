CREATE SCHEMA ext;

CREATE EXTENSION hstore WITH SCHEMA ext;
CREATE TABLE public.doc (id integer, tags ext.hstore DEFAULT ''::ext.hstore NOT NULL);
CREATE INDEX doc_tags ON public.doc USING gin (tags);
