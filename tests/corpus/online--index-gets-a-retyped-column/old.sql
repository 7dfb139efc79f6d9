CREATE TABLE public.post (id integer PRIMARY KEY, author_id integer NOT NULL, published timestamp);
CREATE INDEX post_author ON public.post (author_id);
CREATE INDEX post_published ON public.post (published) INCLUDE (author_id);
INSERT INTO public.post SELECT n, n % 3, '2024-01-01'::timestamp + n * interval '1 day' FROM generate_series(1, 20) n;
