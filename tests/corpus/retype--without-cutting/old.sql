CREATE TABLE public.t (e int[], f text, k int[], l int, m text, n bit(5));
