CREATE DOMAIN public.stamp AS timestamp;
CREATE DOMAIN public.price AS numeric(10,2) CHECK (VALUE > 0);
CREATE DOMAIN public.word AS varchar(10);
CREATE DOMAIN public.n1 AS integer CHECK (VALUE > 0);
CREATE DOMAIN public.n2 AS integer CHECK (VALUE > 1);
CREATE TABLE public.t (
    id integer PRIMARY KEY,
    at public.stamp,
    price public.price,
    plain varchar(10),
    word public.word,
    n integer,
    m public.n1,
    list public.n1[],
    numbers integer[],
    CONSTRAINT price_small CHECK (price < 1000)
);
CREATE INDEX t_m ON public.t (m);
