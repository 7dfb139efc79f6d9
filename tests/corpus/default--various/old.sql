CREATE TABLE public.t (id integer PRIMARY KEY, a integer DEFAULT 1, b text DEFAULT 'x', c timestamptz DEFAULT now(), d jsonb DEFAULT '{}'::jsonb, e integer, f text DEFAULT NULL);
