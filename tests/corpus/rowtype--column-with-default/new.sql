CREATE TABLE public.a (n integer, t text DEFAULT 'x', m integer DEFAULT 4 NOT NULL);
CREATE TABLE public.b (x public.a, many public.a[]);
INSERT INTO public.a VALUES (1);
INSERT INTO public.b VALUES (ROW(1, NULL, NULL), NULL);
