CREATE TYPE public.spot AS (x integer, y text COLLATE "C");
CREATE TABLE public.becomes OF public.spot (CONSTRAINT pos CHECK (x > 1));
CREATE TABLE public.leaves (x integer DEFAULT 4 NOT NULL, y text COLLATE "C", CONSTRAINT leaves_pk PRIMARY KEY (x));
CREATE TABLE public."New T" OF public.spot (y WITH OPTIONS DEFAULT 'z');
COMMENT ON COLUMN public.becomes.y IS 'because';
