CREATE TYPE public.weekday AS ENUM ('sun', 'mon', 'tue');

CREATE TABLE public.shift (day public.weekday NOT NULL, who text);
CREATE INDEX shift_day ON public.shift (day);
