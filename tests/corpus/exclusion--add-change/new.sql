CREATE TABLE public.slot (during tsrange, spot circle, n integer, live boolean);

ALTER TABLE public.slot ADD CONSTRAINT slot_during EXCLUDE USING gist (during WITH &&) WHERE (live) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.slot ADD CONSTRAINT slot_spot EXCLUDE USING gist (spot WITH &&) WITH (fillfactor = 80);
COMMENT ON CONSTRAINT slot_spot ON public.slot IS 'elbow room';
