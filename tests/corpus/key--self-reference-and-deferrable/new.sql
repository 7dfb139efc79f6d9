CREATE TABLE public.node (id integer CONSTRAINT node_pk PRIMARY KEY, alt integer CONSTRAINT node_alt UNIQUE DEFERRABLE, up integer, CONSTRAINT node_up FOREIGN KEY (up) REFERENCES public.node (id) ON DELETE SET NULL);
CREATE TABLE public.leaf (CONSTRAINT leaf_fk CHECK (up > 0)) INHERITS (public.node);
CREATE VIEW public.roots AS SELECT id, alt FROM public.node WHERE up IS NULL;
