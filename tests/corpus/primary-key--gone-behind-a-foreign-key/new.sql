CREATE SCHEMA s;
CREATE TABLE public.a (b integer);
CREATE TABLE s.q (id public.a[], e integer);
CREATE TABLE public.e (id s.q);
