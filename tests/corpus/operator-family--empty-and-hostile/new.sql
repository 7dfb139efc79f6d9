CREATE SCHEMA "od""d";
CREATE OPERATOR FAMILY "od""d"."fam ily" USING btree;
CREATE OPERATOR FAMILY "od""d"."fam ily" USING hash;
COMMENT ON OPERATOR FAMILY "od""d"."fam ily" USING hash IS E'a\nb';
CREATE OPERATOR FAMILY public.same_name USING hash;
ALTER OPERATOR FAMILY public.same_name USING hash ADD OPERATOR 1 = (integer, bigint), FUNCTION 1 hashint4(integer);
