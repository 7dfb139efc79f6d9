CREATE TABLE public.ticket (id integer PRIMARY KEY, prio text DEFAULT 'low' NOT NULL);
CREATE INDEX ticket_prio ON public.ticket (prio);
