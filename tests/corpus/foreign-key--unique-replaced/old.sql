CREATE TABLE public.p (id integer NOT NULL, code text NOT NULL);
CREATE TABLE public.c (p_code text);

ALTER TABLE public.p ADD CONSTRAINT p_code UNIQUE (code);
ALTER TABLE public.c ADD CONSTRAINT c_p FOREIGN KEY (p_code) REFERENCES public.p (code) ON UPDATE CASCADE;
