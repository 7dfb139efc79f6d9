CREATE TABLE public.t (id integer PRIMARY KEY, flag text DEFAULT '1', n text DEFAULT '0' NOT NULL, at text);
