CREATE TABLE public.top (a integer DEFAULT 1, b text CONSTRAINT top_b CHECK (b <> ''));
CREATE TABLE public.lefty (l integer) INHERITS (public.top);
CREATE TABLE public.righty (r integer) INHERITS (public.top);
CREATE TABLE public.both_of (x integer) INHERITS (public.lefty, public.righty);
CREATE VIEW public.v AS SELECT a, b, tableoid FROM public.top;
CREATE VIEW public.w AS SELECT a, l, r, x FROM public.both_of;
CREATE INDEX both_a ON public.both_of (a);
