CREATE TABLE public.stay (a date, b date, who text);

ALTER TABLE public.stay ADD CONSTRAINT stay_once EXCLUDE USING gist (daterange(a, b, '[]'::text) range_ops WITH &&);
ALTER TABLE public.stay ADD CONSTRAINT stay_who EXCLUDE USING btree (lower(who) COLLATE "C" text_pattern_ops WITH =);
