-- mutation: collation.present
-- delta: +collation
CREATE COLLATION app.extra_order (provider = libc, lc_collate = 'POSIX', lc_ctype = 'POSIX');
-- mutation: collation.absent
-- delta: -collation
DROP COLLATION app.plain_order;
-- mutation: collation.provider
-- delta: collation.comment, collation.locale, collation.provider
DROP COLLATION app.plain_order;
CREATE COLLATION app.plain_order (provider = icu, locale = 'en');
-- mutation: collation.locale
-- delta: collation.locale
DROP COLLATION app.free_order;
CREATE COLLATION app.free_order (provider = icu, locale = 'sv', deterministic = false);
-- mutation: collation.lc-collate
-- delta: collation.comment, collation.lc_collate, collation.lc_ctype, collation.locale
DROP COLLATION app.plain_order;
CREATE COLLATION app.plain_order (provider = libc, lc_collate = 'POSIX', lc_ctype = 'C');
-- mutation: collation.lc-ctype
-- delta: collation.comment, collation.lc_collate, collation.lc_ctype, collation.locale
DROP COLLATION app.plain_order;
CREATE COLLATION app.plain_order (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
-- mutation: collation.nondeterministic
-- delta: collation.nondeterministic
DROP COLLATION app.free_order;
CREATE COLLATION app.free_order (provider = icu, locale = 'de-u-co-phonebk');
-- mutation: collation.rules since 16
-- delta: collation.rules
DROP COLLATION app.free_order;
CREATE COLLATION app.free_order (provider = icu, locale = 'de-u-co-phonebk', deterministic = false, rules = '&a < b');
-- mutation: collation.schema
-- delta: +collation, -collation
ALTER COLLATION app.plain_order SET SCHEMA side;
-- mutation: collation.used-by-column
-- delta: column.collation
ALTER TABLE app.team ALTER COLUMN motto TYPE text COLLATE app.plain_order;
