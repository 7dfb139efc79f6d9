CREATE TYPE public.e AS ENUM ('a', 'b');

CREATE TABLE public.t (id integer PRIMARY KEY, e text DEFAULT 'a', es text[] DEFAULT '{a}', t public.e DEFAULT 'b');
