CREATE TABLE public.product (id integer PRIMARY KEY, price numeric NOT NULL);

ALTER TABLE public.product ADD COLUMN rate numeric DEFAULT 0.2 NOT NULL;
ALTER TABLE public.product ADD COLUMN gross numeric GENERATED ALWAYS AS (price * (1 + rate)) STORED;
ALTER TABLE public.product ADD CONSTRAINT product_rate CHECK (rate >= 0 AND price >= 0);
CREATE INDEX product_rate_price ON public.product (rate, price);
CREATE INDEX product_dear ON public.product (id) WHERE rate > 0.5;
ALTER TABLE public.product ADD CONSTRAINT product_price_rate UNIQUE (price, rate);
