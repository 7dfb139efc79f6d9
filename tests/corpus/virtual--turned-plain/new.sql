CREATE TABLE public.t (a integer, v integer DEFAULT 4, w text GENERATED ALWAYS AS ('x') VIRTUAL);
CREATE TABLE public.p (a integer, v integer GENERATED ALWAYS AS (a * 4) VIRTUAL);
CREATE TABLE public.c () INHERITS (public.p);
