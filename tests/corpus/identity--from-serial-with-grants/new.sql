CREATE TABLE public.a (id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.a_numbers START WITH 500) PRIMARY KEY, note text);
CREATE VIEW public.v AS SELECT id FROM public.a;
