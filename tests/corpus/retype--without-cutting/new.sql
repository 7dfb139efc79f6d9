CREATE TABLE public.t (e varchar(30), f bit(3), k jsonb, l jsonb, m char(4), n bit varying(7));
