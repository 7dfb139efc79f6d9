CREATE TABLE public.room (id int4range, during tsrange, CONSTRAINT room_pk PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE public.booking (room_id int4range, during tsrange, who text);
ALTER TABLE public.booking ADD CONSTRAINT booking_room FOREIGN KEY (room_id, PERIOD during) REFERENCES public.room (id, PERIOD during);
