CREATE TABLE public.p (id uuid PRIMARY KEY);
CREATE TABLE public.c (id integer PRIMARY KEY, p_id uuid REFERENCES public.p);
CREATE TABLE public.d (id integer PRIMARY KEY, p_id uuid REFERENCES public.p ON DELETE CASCADE);
