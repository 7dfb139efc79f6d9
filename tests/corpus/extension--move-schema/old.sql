CREATE SCHEMA ext;

CREATE EXTENSION hstore WITH SCHEMA public;
CREATE TABLE public.doc (id integer, tags public.hstore DEFAULT ''::public.hstore NOT NULL);
CREATE INDEX doc_tags ON public.doc USING gin (tags);
