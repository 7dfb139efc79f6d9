CREATE SCHEMA s;
CREATE COLLATION public.german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION public.plain (provider = libc, locale = 'C');
CREATE COLLATION s."Gone Soon" (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
COMMENT ON COLLATION public.german IS 'the order of the telephone book';
