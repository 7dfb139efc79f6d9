CREATE TABLE public.room (id int4range NOT NULL, during tsrange NOT NULL, note text, CONSTRAINT room_pk PRIMARY KEY (id, during));
CREATE TABLE public.desk (id int4range, during daterange, CONSTRAINT desk_pk PRIMARY KEY (id, during WITHOUT OVERLAPS) DEFERRABLE);
COMMENT ON CONSTRAINT room_pk ON public.room IS 'any number at a time';
