CREATE TABLE public."Old F" (id integer);
CREATE VIEW public.v AS SELECT id FROM public."Old F";
CREATE TABLE public.holder (row_of text);
