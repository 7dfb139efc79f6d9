CREATE TABLE public.base (id integer PRIMARY KEY, made timestamptz DEFAULT now());

CREATE TABLE public.extra (note text, CONSTRAINT extra_note CHECK (note <> ''));
CREATE TABLE public.child (id integer, own integer, CONSTRAINT child_pkey PRIMARY KEY (id)) INHERITS (public.base, public.extra);
CREATE TABLE public.grand (note text DEFAULT 'g') INHERITS (public.child);
