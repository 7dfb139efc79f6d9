CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE TYPE public.mood AS ENUM ('glad', 'sad');
CREATE DOMAIN public.score AS bigint CHECK (VALUE > 1);
CREATE TYPE public.spot AS (x integer, z text);
CREATE FOREIGN TABLE public.f (id integer, m public.mood DEFAULT 'glad', ms public.mood[], sc public.score, sp public.spot) SERVER s;
CREATE TABLE public.t (m public.mood);
CREATE VIEW public.v AS SELECT id, m FROM public.f WHERE m <> 'sad';
