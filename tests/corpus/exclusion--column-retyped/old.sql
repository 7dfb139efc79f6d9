CREATE TABLE public.stay (id integer PRIMARY KEY, room integer, during tsrange, CONSTRAINT stay_once EXCLUDE USING gist (int4range(room, room, '[]'::text) WITH &&, during WITH &&));

COMMENT ON CONSTRAINT stay_once ON public.stay IS 'one guest a room';
