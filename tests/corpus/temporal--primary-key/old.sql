CREATE TABLE public.room (id int4range, during tsrange, note text, CONSTRAINT room_pk PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE public.desk (id int4range NOT NULL, during daterange NOT NULL, CONSTRAINT desk_pk PRIMARY KEY (id, during));
COMMENT ON CONSTRAINT room_pk ON public.room IS 'one at a time';
