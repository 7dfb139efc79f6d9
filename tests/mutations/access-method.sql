-- mutation: access-method.present
-- delta: +access-method
CREATE ACCESS METHOD heap_extra TYPE TABLE HANDLER heap_tableam_handler;
-- mutation: access-method.absent
-- delta: -access-method
DROP ACCESS METHOD heap_more;
-- mutation: access-method.type
-- delta: access-method.handler, access-method.type
DROP ACCESS METHOD heap_more;
CREATE ACCESS METHOD heap_more TYPE INDEX HANDLER hashhandler;
COMMENT ON ACCESS METHOD heap_more IS 'rows, again';
-- mutation: access-method.handler
-- delta: +function, access-method.handler
CREATE FUNCTION app.keep_rows(internal) RETURNS table_am_handler LANGUAGE internal AS 'heap_tableam_handler';
DROP ACCESS METHOD heap_more;
CREATE ACCESS METHOD heap_more TYPE TABLE HANDLER app.keep_rows;
COMMENT ON ACCESS METHOD heap_more IS 'rows, again';
