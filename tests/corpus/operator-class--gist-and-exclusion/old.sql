CREATE TABLE public.room (area box, EXCLUDE USING gist (area WITH &&));
