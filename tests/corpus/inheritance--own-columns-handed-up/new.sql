CREATE TYPE public.mood AS ENUM ('sad', 'glad');
CREATE DOMAIN public.amount AS numeric CHECK (VALUE >= 0);
CREATE TABLE public.measured (id bigint NOT NULL, at date, of_mood public.mood);
CREATE TABLE public.rain (
    total public.amount,
    twice numeric GENERATED ALWAYS AS (total * 2) STORED,
    number integer GENERATED ALWAYS AS IDENTITY,
    serial serial,
    CONSTRAINT rain_key PRIMARY KEY (id),
    CONSTRAINT rain_some CHECK (total < 1000)
) INHERITS (public.measured);
ALTER TABLE public.rain ALTER at SET DEFAULT '2020-01-01';
CREATE TABLE public.heavy_rain (because text) INHERITS (public.rain);
CREATE TABLE public.report (rain bigint REFERENCES public.rain);
CREATE INDEX rain_at ON public.rain (at) WHERE total > 5;
CREATE VIEW public.rain_by_day AS SELECT at, sum(total) AS sum FROM public.rain GROUP BY at;
CREATE FUNCTION public.touched() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.total := 1; RETURN NEW; END';
CREATE TRIGGER touched BEFORE INSERT OR UPDATE ON public.rain FOR EACH ROW EXECUTE FUNCTION public.touched();
ALTER TABLE public.rain DISABLE TRIGGER touched;
COMMENT ON TABLE public.rain IS 'mm';
COMMENT ON COLUMN public.rain.total IS 'a day';
INSERT INTO public.rain (id, at, of_mood, total) VALUES (1, '2024-02-29', 'sad', 12), (2, NULL, NULL, NULL), (3, '2024-03-01', 'glad', 4);
INSERT INTO public.heavy_rain (id, at, of_mood, total, number, because) VALUES (7, '2024-04-01', 'sad', 120, 1, 'wind');
INSERT INTO public.report VALUES (3);
