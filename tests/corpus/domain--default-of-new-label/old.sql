CREATE TYPE public.g AS ENUM ('old');
CREATE DOMAIN public.a AS public.g DEFAULT 'old'::public.g;
CREATE DOMAIN public.b AS public.g DEFAULT 'old'::public.g CHECK (VALUE <> 'older'::text::public.g);
CREATE TABLE public.t (a public.a, b public.b);
