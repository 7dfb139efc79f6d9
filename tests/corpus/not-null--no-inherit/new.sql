CREATE TABLE public.parent (id integer CONSTRAINT parent_id NOT NULL, a text NOT NULL, b text NOT NULL NO INHERIT, c text NOT NULL NO INHERIT);
CREATE TABLE public.child (z date) INHERITS (public.parent);
CREATE TABLE public.other (id integer NOT NULL, x integer CONSTRAINT other_x NOT NULL NO INHERIT);
