CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.f (
    id bigint OPTIONS (key 'no', "Other" 'it''s'),
    a text OPTIONS (name 'A'),
    b date,
    n integer NOT NULL DEFAULT 7,
    added text OPTIONS (name 'ADDED') COLLATE "POSIX" DEFAULT 'x' NOT NULL
) SERVER s OPTIONS (u 'three', v '');
ALTER FOREIGN TABLE public.f ALTER COLUMN n SET STATISTICS 20, ALTER COLUMN n SET (n_distinct_inherited = 6);
