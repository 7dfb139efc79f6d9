CREATE TABLE public.line (id integer PRIMARY KEY, qty integer DEFAULT 1 NOT NULL, list integer[], CONSTRAINT line_qty CHECK (qty > 0));
CREATE VIEW public.v AS SELECT id, qty FROM public.line;
