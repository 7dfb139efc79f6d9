CREATE TYPE public.status AS ENUM ('new', 'paid', 'shipped');
CREATE TABLE public.orders (id integer PRIMARY KEY, status public.status NOT NULL);
