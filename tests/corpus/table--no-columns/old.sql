CREATE TABLE public.empty ();
