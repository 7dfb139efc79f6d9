CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE TYPE public.mood AS ENUM ('sad', 'glad', 'mad');
CREATE DOMAIN public.score AS integer CHECK (VALUE > 0);
CREATE TYPE public.spot AS (x integer, y integer);
CREATE FOREIGN TABLE public.f (id integer, m public.mood DEFAULT 'sad', ms public.mood[], sc public.score, sp public.spot) SERVER s;
CREATE TABLE public.t (m public.mood);
CREATE VIEW public.v AS SELECT id, m FROM public.f WHERE m <> 'mad';
