CREATE TABLE public.top (a bigint DEFAULT 2, b character varying(20) CONSTRAINT top_b CHECK (b <> 'x'), c date);
CREATE TABLE public.lefty (l numeric) INHERITS (public.top);
CREATE TABLE public.righty (r integer, s text DEFAULT 's') INHERITS (public.top);
CREATE TABLE public.both_of (x integer) INHERITS (public.lefty, public.righty);
CREATE VIEW public.v AS SELECT a, b, tableoid FROM public.top;
CREATE VIEW public.w AS SELECT a, l, r, x FROM public.both_of;
CREATE INDEX both_a ON public.both_of (a);
