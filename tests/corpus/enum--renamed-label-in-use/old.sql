CREATE TYPE public.color AS ENUM ('red', 'gren', 'blue');
CREATE TABLE public.car (id integer, c public.color DEFAULT 'red', CONSTRAINT car_c CHECK (c <> 'blue'));
CREATE INDEX car_c ON public.car (c) WHERE c > 'red';
CREATE VIEW public.red_cars AS SELECT * FROM public.car WHERE c = 'red';
CREATE FUNCTION public.paint(c public.color) RETURNS void LANGUAGE sql AS 'SELECT 1';
