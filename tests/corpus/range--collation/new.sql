CREATE TYPE public.names AS RANGE (subtype = text, collation = "POSIX", subtype_opclass = text_pattern_ops, multirange_type_name = public.names_set);
CREATE TABLE public.shelf (id integer, span public.names);
