CREATE TYPE public.colour AS ENUM ('red', 'blue', 'green');
CREATE TABLE public.car (
    id integer PRIMARY KEY,
    colour public.colour DEFAULT 'blue'::public.colour NOT NULL,
    CONSTRAINT car_not_green CHECK (colour IN ('red', 'blue') OR id > 100)
);
CREATE INDEX car_blue ON public.car (id) WHERE colour = 'blue';
CREATE VIEW public.blue_car AS SELECT id FROM public.car WHERE colour = 'blue'::public.colour;
