CREATE TABLE public.live (id integer CONSTRAINT live_pk PRIMARY KEY, name text);
CREATE TABLE public.archive (id bigint CONSTRAINT archive_pk PRIMARY KEY, name text, gone date);
CREATE VIEW public.lv AS SELECT * FROM public.live;
CREATE VIEW public.av AS SELECT * FROM public.archive;
CREATE TABLE public.ref (a integer CONSTRAINT to_live REFERENCES public.live (id), b integer CONSTRAINT to_archive REFERENCES public.archive (id));
COMMENT ON TABLE public.live IS 'what is alive';
GRANT SELECT ON public.archive TO pg_monitor;
