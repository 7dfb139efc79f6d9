CREATE TYPE public.mood AS ENUM ('a', 'b');
CREATE TABLE public.t (m public.mood);
