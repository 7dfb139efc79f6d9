CREATE TABLE public.p (id integer CONSTRAINT p_id NOT NULL, a text NOT NULL, b text, c text);
CREATE TABLE public.c1 (z date, CONSTRAINT p_id NOT NULL id) INHERITS (public.p);
CREATE TABLE public.c2 (CONSTRAINT c2_id_given NOT NULL id, a text) INHERITS (public.p);
CREATE TABLE public.d (CONSTRAINT d_c_given NOT NULL c) INHERITS (public.c1);
