CREATE TABLE public.lamp (id integer PRIMARY KEY);

CREATE TYPE public.light AS ENUM ('on', 'off');
ALTER TABLE public.lamp ADD COLUMN light public.light DEFAULT 'off';
ALTER TABLE public.lamp ADD CONSTRAINT lamp_dark CHECK (light = 'off' OR id > 0);
