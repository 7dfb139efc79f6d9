CREATE TABLE public.stay (a date, b date, who text);

ALTER TABLE public.stay ADD CONSTRAINT stay_once EXCLUDE USING gist (daterange(a, b) WITH &&);
