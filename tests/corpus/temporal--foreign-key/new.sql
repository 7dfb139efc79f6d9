CREATE TABLE public.room (id int4range, valid tsrange, CONSTRAINT room_key UNIQUE (id, valid WITHOUT OVERLAPS));
CREATE TABLE public.booking (room_id int4range, during tsrange, who text);
ALTER TABLE public.booking ADD CONSTRAINT booking_room FOREIGN KEY (room_id, PERIOD during) REFERENCES public.room (id, PERIOD valid) NOT VALID;
ALTER TABLE public.booking ADD CONSTRAINT booking_again FOREIGN KEY (room_id, PERIOD during) REFERENCES public.room (id, PERIOD valid) NOT ENFORCED;
