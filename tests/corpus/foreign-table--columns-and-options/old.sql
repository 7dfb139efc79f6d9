CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.f (
    id integer OPTIONS (name 'ID', key 'yes') NOT NULL,
    gone text OPTIONS (x 'y'),
    a character varying(10) COLLATE "C" DEFAULT 'a',
    b timestamp with time zone DEFAULT now(),
    n integer
) SERVER s OPTIONS (t 'one', u 'two');
ALTER FOREIGN TABLE public.f ALTER COLUMN a SET STATISTICS 10, ALTER COLUMN a SET (n_distinct = 5), ALTER COLUMN a SET STORAGE PLAIN;
