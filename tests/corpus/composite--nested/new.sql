CREATE TYPE public.inner_t AS (a integer, b text);
CREATE TYPE public.outer_t AS (i public.inner_t, n text, list public.inner_t[]);
