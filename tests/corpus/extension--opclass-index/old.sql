CREATE TABLE public.song (id integer PRIMARY KEY, title text NOT NULL);

CREATE INDEX song_title ON public.song (title);
