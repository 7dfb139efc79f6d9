CREATE FUNCTION public.slug(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(t) $$;
CREATE TABLE public.post (id integer PRIMARY KEY, title text, slug text GENERATED ALWAYS AS (public.slug(title)) STORED);
CREATE UNIQUE INDEX post_slug ON public.post (slug);
