CREATE TABLE public.t (id integer NOT NULL CONSTRAINT t_id UNIQUE, code text NOT NULL CONSTRAINT t_code PRIMARY KEY);
CREATE TABLE public.u (id integer CONSTRAINT u_t REFERENCES public.t (id), code text CONSTRAINT u_code REFERENCES public.t (code) ON UPDATE CASCADE);
CREATE RULE t_up AS ON INSERT TO public.u WHERE NEW.id IS NULL DO INSTEAD INSERT INTO public.t VALUES (1, NEW.code) ON CONFLICT (id) DO UPDATE SET code = excluded.code;
