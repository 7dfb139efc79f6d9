CREATE SCHEMA "Ünder Score";

CREATE TYPE "Ünder Score"."My Enum" AS ENUM ('a');
CREATE FUNCTION "Ünder Score"."do it; now"("a b" "Ünder Score"."My Enum") RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;
