CREATE FUNCTION public.valid_iban(t text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(t) > 14';
CREATE DOMAIN public.iban AS text;

CREATE TABLE public.bank_account (id integer PRIMARY KEY, iban public.iban NOT NULL);
