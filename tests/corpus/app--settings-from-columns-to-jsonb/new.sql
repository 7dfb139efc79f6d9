CREATE TABLE setting (usr integer PRIMARY KEY, value jsonb NOT NULL DEFAULT '{"dark": false}' CHECK (jsonb_typeof(value) = 'object'));
CREATE INDEX setting_value ON setting USING gin (value);
CREATE INDEX setting_lang ON setting ((value ->> 'lang')) WHERE (value -> 'dark')::boolean;
ALTER TABLE setting ALTER COLUMN value SET STATISTICS 500;
COMMENT ON COLUMN setting.value IS 'E''scaped \ "all"';
