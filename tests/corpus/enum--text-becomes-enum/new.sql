CREATE TYPE public.prio AS ENUM ('low', 'high');
CREATE TABLE public.ticket (id integer PRIMARY KEY, prio public.prio DEFAULT 'low' NOT NULL);
CREATE INDEX ticket_prio ON public.ticket (prio);
