CREATE TABLE public.cache (k text PRIMARY KEY, v bytea);
CREATE UNLOGGED TABLE public.session (id uuid PRIMARY KEY, n serial);
