CREATE TYPE public.g AS ENUM ('with blank', 'new', 'old');
CREATE DOMAIN public.a AS public.g DEFAULT 'with blank'::public.g;
CREATE DOMAIN public.b AS public.g DEFAULT 'new'::public.g CHECK (VALUE <> 'older'::text::public.g);
CREATE TABLE public.t (a public.a, b public.b);
