CREATE SCHEMA s;
CREATE COLLATION public.german (provider = icu, locale = 'de-u-co-phonebk');
CREATE COLLATION public.plain (provider = icu, locale = 'und-u-kn');
CREATE COLLATION s."No Case" (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
COMMENT ON COLLATION public.german IS 'it''s the order of the book';
COMMENT ON COLLATION s."No Case" IS 'upper and lower case are equal';
