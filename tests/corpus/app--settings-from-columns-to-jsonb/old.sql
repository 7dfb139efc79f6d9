CREATE TABLE setting (usr integer PRIMARY KEY, dark boolean DEFAULT false NOT NULL, lang char(2) DEFAULT 'en', size numeric(3,1));
CREATE INDEX setting_lang ON setting (lang) WHERE dark;
COMMENT ON COLUMN setting.size IS 'in points';
