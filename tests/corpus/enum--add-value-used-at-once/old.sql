CREATE TYPE public.colour AS ENUM ('red', 'green');
CREATE TABLE public.car (id integer PRIMARY KEY, colour public.colour DEFAULT 'red'::public.colour NOT NULL);
