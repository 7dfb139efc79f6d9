CREATE TABLE public.song (id integer PRIMARY KEY, title text NOT NULL);

CREATE EXTENSION pg_trgm WITH SCHEMA public;
CREATE INDEX song_title ON public.song USING gin (title public.gin_trgm_ops);
CREATE INDEX song_title_near ON public.song USING gist (title public.gist_trgm_ops (siglen='32'));
COMMENT ON EXTENSION pg_trgm IS 'words alike';
