CREATE TABLE public.region (id integer PRIMARY KEY);

CREATE TABLE public.sale (id integer NOT NULL, region_id integer NOT NULL, at date NOT NULL, CONSTRAINT sale_pkey PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE public.sale_23 PARTITION OF public.sale FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE VIEW public.sales AS SELECT id, region_id FROM public.sale;
