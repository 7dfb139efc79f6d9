CREATE TYPE public.spot AS (x integer, y text COLLATE "C");
CREATE TABLE public.becomes (x integer, y text COLLATE "C", CONSTRAINT pos CHECK (x > 0));
CREATE TABLE public.leaves OF public.spot (x WITH OPTIONS DEFAULT 3 NOT NULL, CONSTRAINT leaves_pk PRIMARY KEY (x));
CREATE TABLE public.gone OF public.spot;
COMMENT ON COLUMN public.leaves.y IS 'why';
