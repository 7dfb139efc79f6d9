CREATE TABLE public.node (id integer CONSTRAINT node_pk PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, alt integer CONSTRAINT node_alt UNIQUE, up integer, CONSTRAINT node_up FOREIGN KEY (up) REFERENCES public.node (alt));
CREATE TABLE public.leaf (CONSTRAINT leaf_fk CHECK (up > 0)) INHERITS (public.node);
CREATE VIEW public.roots AS SELECT id, alt FROM public.node WHERE up IS NULL;
