CREATE TABLE public.parent (id integer NOT NULL, name text DEFAULT 'x');

CREATE TABLE public.child (id integer, name text DEFAULT 'x', extra text) INHERITS (public.parent);
COMMENT ON COLUMN public.child.name IS 'named';
CREATE VIEW public.v AS SELECT id, extra FROM public.child;
