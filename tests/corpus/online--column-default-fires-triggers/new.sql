CREATE TABLE public.orders (
    id bigint PRIMARY KEY,
    customer integer NOT NULL,
    state text DEFAULT 'new' NOT NULL,
    note text,
    touched integer DEFAULT 0,
    amount numeric(10,2),
    mark double precision DEFAULT random()
);
INSERT INTO public.orders (id, customer, amount) SELECT i, i % 7, i / 3.0 FROM generate_series(1, 500) i;
CREATE SCHEMA app;
CREATE FUNCTION app.add_one(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + 1';
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.touched := add_one(NEW.touched); RETURN NEW; END $$;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, app', current_database()); END $$;
CREATE TRIGGER touch BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.touch();
