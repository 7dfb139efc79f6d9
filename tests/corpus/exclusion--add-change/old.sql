CREATE TABLE public.slot (during tsrange, spot circle, n integer, live boolean);

ALTER TABLE public.slot ADD CONSTRAINT slot_during EXCLUDE USING gist (during WITH &&);
ALTER TABLE public.slot ADD CONSTRAINT slot_n EXCLUDE (n WITH =);
