CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b integer GENERATED ALWAYS AS (a * 3) STORED);
CREATE PUBLICATION p FOR TABLE public.t;
CREATE PUBLICATION q FOR TABLE public.t (id, a);
CREATE PUBLICATION r FOR TABLE public.t WITH (publish_generated_columns = stored, publish = 'insert');
