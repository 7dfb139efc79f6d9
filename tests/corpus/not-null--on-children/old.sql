CREATE TABLE public.p (id integer CONSTRAINT p_id NOT NULL, a text, b text NOT NULL, c text);
CREATE TABLE public.c1 (z date) INHERITS (public.p);
CREATE TABLE public.c2 (CONSTRAINT c2_id NOT NULL id, a text NOT NULL) INHERITS (public.p);
CREATE TABLE public.d (CONSTRAINT d_c NOT NULL c) INHERITS (public.c1);
