CREATE TABLE public.counter (k text NOT NULL, n integer DEFAULT 1 NOT NULL);
CREATE TABLE public.src (k text);

ALTER TABLE public.counter ADD CONSTRAINT counter_key UNIQUE (k);
CREATE RULE count_it AS ON INSERT TO public.src DO ALSO INSERT INTO public.counter (k) VALUES (NEW.k) ON CONFLICT ON CONSTRAINT counter_key DO UPDATE SET n = counter.n + 2;
