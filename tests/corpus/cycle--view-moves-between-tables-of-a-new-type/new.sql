CREATE TABLE public.shape (n integer NOT NULL, id text);
CREATE TABLE public.one (id text);
CREATE TABLE public.two (id text, b public.shape[]);
CREATE VIEW public.seen AS SELECT s.id, s.b FROM public.two s;
COMMENT ON VIEW public.seen IS 'elsewhere';
