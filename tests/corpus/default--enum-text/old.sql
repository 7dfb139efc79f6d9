CREATE TYPE public.e AS ENUM ('a', 'b');

CREATE TABLE public.t (id integer PRIMARY KEY, e public.e DEFAULT 'a', es public.e[] DEFAULT '{a}', t text DEFAULT 'a');
