CREATE TABLE public.region (id integer PRIMARY KEY);

CREATE TABLE public.sale (id bigint NOT NULL, region_id integer NOT NULL, at date NOT NULL, note text, CONSTRAINT sale_pkey PRIMARY KEY (id, at), CONSTRAINT sale_region FOREIGN KEY (region_id) REFERENCES public.region (id) ON DELETE CASCADE) PARTITION BY RANGE (at);
CREATE TABLE public.sale_23 PARTITION OF public.sale FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE public.sale_24 PARTITION OF public.sale FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE public.refund (sale_id bigint, sale_at date, CONSTRAINT refund_sale FOREIGN KEY (sale_id, sale_at) REFERENCES public.sale (id, at));
CREATE VIEW public.sales AS SELECT id, region_id, note FROM public.sale;
CREATE INDEX sale_region_idx ON public.sale (region_id) INCLUDE (note);
CREATE FUNCTION public.seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER sale_seen AFTER INSERT ON public.sale FOR EACH ROW EXECUTE FUNCTION public.seen();
