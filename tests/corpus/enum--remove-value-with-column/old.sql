CREATE TYPE public.size AS ENUM ('s', 'm', 'l', 'xl');
CREATE TABLE public.shirt (id integer PRIMARY KEY, size public.size DEFAULT 'm' NOT NULL);
