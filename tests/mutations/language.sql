-- mutation: language.present
-- delta: +language
CREATE LANGUAGE pl_extra HANDLER plpgsql_call_handler;
-- mutation: language.absent
-- delta: -language
DROP LANGUAGE pl_plain;
-- mutation: language.trusted
-- delta: language.trusted
CREATE OR REPLACE TRUSTED LANGUAGE pl_plain HANDLER plpgsql_call_handler;
-- mutation: language.trusted-not
-- delta: language.trusted
CREATE OR REPLACE LANGUAGE pl_more HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
-- mutation: language.inline
-- delta: language.inline
CREATE OR REPLACE LANGUAGE pl_plain HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
-- mutation: language.validator
-- delta: language.validator
CREATE OR REPLACE TRUSTED LANGUAGE pl_more HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
-- mutation: language.handler
-- delta: +function, language.handler
CREATE FUNCTION app.run_it() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE OR REPLACE LANGUAGE pl_plain HANDLER app.run_it;
