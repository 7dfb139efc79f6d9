CREATE TABLE public.empty (id integer, at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL);
CREATE TABLE public.empty_too ();
