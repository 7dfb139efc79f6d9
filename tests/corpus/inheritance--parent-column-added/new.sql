CREATE TABLE public.p (id integer NOT NULL, a text DEFAULT 'x');
CREATE TABLE public.c () INHERITS (public.p);
CREATE TABLE public.g () INHERITS (public.c);
CREATE VIEW public.v AS SELECT a FROM ONLY public.p UNION ALL SELECT a FROM public.g;
