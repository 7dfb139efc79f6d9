CREATE FUNCTION public.slug(t text, len integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT left(lower(t), len) $$;
CREATE TABLE public.post (id integer PRIMARY KEY, title text, slug text GENERATED ALWAYS AS (public.slug(title, 40)) STORED);
CREATE UNIQUE INDEX post_slug ON public.post (slug);
