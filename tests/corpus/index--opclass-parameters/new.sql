CREATE TABLE public.t (id integer, v tsvector, n int8range, ip inet);
CREATE INDEX t_v ON public.t USING gist (v tsvector_ops (siglen = 128));
CREATE INDEX t_ip ON public.t USING gist (ip inet_ops, v);
CREATE INDEX t_id ON public.t USING btree (id) WITH (fillfactor = 60);
