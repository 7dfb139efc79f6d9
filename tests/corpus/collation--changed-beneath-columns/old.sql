CREATE SCHEMA s;
CREATE COLLATION s.natural_order (provider = icu, locale = 'und-u-kn');
CREATE DOMAIN s.label AS text COLLATE s.natural_order CHECK (VALUE <> '');
CREATE TABLE public.shelf (
    id integer PRIMARY KEY,
    name text COLLATE s.natural_order NOT NULL,
    code character varying(20) COLLATE s.natural_order,
    title s.label
);
CREATE INDEX shelf_name ON public.shelf (name);
CREATE INDEX shelf_lower ON public.shelf (lower(code) COLLATE s.natural_order) WHERE name < 'x';
CREATE UNIQUE INDEX shelf_code ON public.shelf (code COLLATE "C");
CREATE VIEW public.shelves AS SELECT name, title FROM public.shelf ORDER BY name;
COMMENT ON COLUMN public.shelf.name IS 'as on the label';
