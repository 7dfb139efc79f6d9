CREATE TABLE public.booking (room integer NOT NULL, during tsrange NOT NULL);

CREATE EXTENSION btree_gist WITH SCHEMA public;
ALTER TABLE public.booking ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);
