CREATE TYPE public.inner_t AS (a integer);
CREATE TYPE public.outer_t AS (i public.inner_t, n text);
