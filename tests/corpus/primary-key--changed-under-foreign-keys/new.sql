CREATE TABLE public.parent (id integer NOT NULL, region integer NOT NULL, code text NOT NULL);
CREATE TABLE public.child (id integer PRIMARY KEY, parent_id integer, parent_region integer);
CREATE TABLE public.grandchild (parent_id integer, parent_region integer);

ALTER TABLE public.parent ADD CONSTRAINT parent_pkey PRIMARY KEY (id, region) INCLUDE (code);

ALTER TABLE public.child ADD CONSTRAINT child_parent FOREIGN KEY (parent_id, parent_region) REFERENCES public.parent (id, region) ON DELETE CASCADE;
ALTER TABLE public.grandchild ADD CONSTRAINT grandchild_parent FOREIGN KEY (parent_id, parent_region) REFERENCES public.parent (id, region);
COMMENT ON CONSTRAINT child_parent ON public.child IS 'kept';
