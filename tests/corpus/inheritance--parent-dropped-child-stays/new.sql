CREATE TABLE public.child (a integer NOT NULL, b text DEFAULT 'x', c date, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE public.below () INHERITS (public.child);
CREATE INDEX child_a ON public.child (a);
INSERT INTO public.child VALUES (1, 'one', '2020-01-01');
INSERT INTO public.below VALUES (2, 'two', '2020-01-02');
