CREATE TABLE public.booking (room integer NOT NULL, during tsrange NOT NULL);
