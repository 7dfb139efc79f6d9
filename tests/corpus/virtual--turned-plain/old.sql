CREATE TABLE public.t (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL, w text);
CREATE TABLE public.p (a integer, v integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
CREATE TABLE public.c () INHERITS (public.p);
