CREATE TABLE public.keep (id integer);
CREATE TABLE public.setting (k text PRIMARY KEY, v integer);
CREATE FUNCTION public.get_setting(k text) RETURNS integer LANGUAGE sql STABLE AS 'SELECT s.v FROM public.setting s WHERE s.k = $1';
ALTER TABLE public.setting ALTER COLUMN v SET DEFAULT public.get_setting('default');
ALTER TABLE public.setting ADD CONSTRAINT setting_v CHECK (v > public.get_setting('least'));
CREATE VIEW public.settings AS SELECT k, v, public.get_setting(k) AS again FROM public.setting;
