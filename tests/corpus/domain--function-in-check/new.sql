CREATE FUNCTION public.valid_iban(t text, strict boolean) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT NOT strict OR length(t) > 14';
CREATE DOMAIN public.iban AS text CONSTRAINT iban_valid CHECK (public.valid_iban(VALUE, true));

CREATE TABLE public.bank_account (id integer PRIMARY KEY, iban public.iban NOT NULL);
