CREATE TABLE public.t (a integer, j jsonb, p point, ts tsvector, tags text[], at timestamptz);

CREATE INDEX i_j ON public.t USING gin (j jsonb_path_ops) WITH (fastupdate = off, gin_pending_list_limit = 128);
CREATE INDEX i_at ON public.t USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX i_a ON public.t USING btree (a) WITH (fillfactor = 60, deduplicate_items = off);
CREATE INDEX i_p ON public.t USING spgist (p);
CREATE INDEX i_ts ON public.t USING gist (ts);
CREATE INDEX i_tags ON public.t USING gin (tags);
