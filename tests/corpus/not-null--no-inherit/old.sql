CREATE TABLE public.parent (id integer CONSTRAINT parent_id NOT NULL NO INHERIT, a text NOT NULL, b text NOT NULL NO INHERIT, c text);
CREATE TABLE public.child (z date) INHERITS (public.parent);
CREATE TABLE public.other (id integer NOT NULL NO INHERIT, x integer CONSTRAINT other_x NOT NULL);
