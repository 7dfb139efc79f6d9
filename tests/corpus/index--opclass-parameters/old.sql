CREATE TABLE public.t (id integer, v tsvector, n int8range, ip inet);
CREATE INDEX t_v ON public.t USING gist (v tsvector_ops (siglen = 64));
CREATE INDEX t_ip ON public.t USING gist (ip inet_ops, v tsvector_ops (siglen = 100)) WITH (fillfactor = 70, buffering = auto);
CREATE INDEX t_id ON public.t USING btree (id) WITH (deduplicate_items = off);
