CREATE UNLOGGED TABLE public.cache (k text PRIMARY KEY, v bytea);
CREATE TABLE public.session (id uuid PRIMARY KEY, n serial);
