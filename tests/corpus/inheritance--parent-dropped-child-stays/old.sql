CREATE TABLE public.above (a integer NOT NULL, b text DEFAULT 'x', CONSTRAINT positive CHECK (a > 0));
CREATE TABLE public.child (c date) INHERITS (public.above);
CREATE TABLE public.below () INHERITS (public.child);
CREATE INDEX child_a ON public.child (a);
INSERT INTO public.child VALUES (1, 'one', '2020-01-01');
INSERT INTO public.below VALUES (2, 'two', '2020-01-02');
