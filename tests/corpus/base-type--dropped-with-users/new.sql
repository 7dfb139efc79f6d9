CREATE TABLE public.u (id integer, g text);
CREATE VIEW public.uv AS SELECT g FROM public.u;
