CREATE TYPE public.old_state AS ENUM ('open', 'shut', 'ajar');
CREATE TYPE public.new_state AS ENUM ('open', 'shut');
CREATE TABLE public.door (id integer PRIMARY KEY, s public.new_state DEFAULT 'open' NOT NULL, h public.new_state[] DEFAULT '{open,shut}', CONSTRAINT door_s CHECK (s <> 'shut'));
CREATE INDEX door_open ON public.door (s, id) WHERE s = 'open';
CREATE VIEW public.doors AS SELECT id, s, h FROM public.door;
CREATE RULE doors_ins AS ON INSERT TO public.doors DO INSTEAD INSERT INTO public.door VALUES (NEW.id, NEW.s, NEW.h);
GRANT INSERT ON public.doors TO pg_monitor;
