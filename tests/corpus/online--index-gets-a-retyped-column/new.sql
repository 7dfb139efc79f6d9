CREATE TABLE public.post (id integer PRIMARY KEY, author_id integer NOT NULL, published timestamptz);
CREATE INDEX post_author ON public.post (author_id) INCLUDE (published);
CREATE INDEX post_published ON public.post (author_id, published);
INSERT INTO public.post SELECT n, n % 3, '2024-01-01'::timestamptz + n * interval '1 day' FROM generate_series(1, 20) n;
