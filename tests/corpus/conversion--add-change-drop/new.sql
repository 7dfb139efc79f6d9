CREATE SCHEMA "co nv";
CREATE DEFAULT CONVERSION public.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION public.latin IS 'it''s Latin';
CREATE CONVERSION "co nv"."Other" FOR 'WIN1252' TO 'UTF8' FROM win_to_utf8;
ALTER CONVERSION "co nv"."Other" OWNER TO pg_monitor;
