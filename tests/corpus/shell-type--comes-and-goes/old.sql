CREATE TYPE public.waiting;
