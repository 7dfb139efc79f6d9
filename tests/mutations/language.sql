-- mutation: language.present
-- delta: ?
CREATE LANGUAGE pl_extra HANDLER plpgsql_call_handler;
-- mutation: language.absent
-- delta: ?
DROP LANGUAGE pl_plain;
-- mutation: language.trusted
-- delta: ?
CREATE OR REPLACE TRUSTED LANGUAGE pl_plain HANDLER plpgsql_call_handler;
-- mutation: language.trusted-not
-- delta: ?
CREATE OR REPLACE LANGUAGE pl_more HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
-- mutation: language.inline
-- delta: ?
CREATE OR REPLACE LANGUAGE pl_plain HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
-- mutation: language.validator
-- delta: ?
CREATE OR REPLACE TRUSTED LANGUAGE pl_more HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
-- mutation: language.handler
-- delta: ?
CREATE FUNCTION app.run_it() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE OR REPLACE LANGUAGE pl_plain HANDLER app.run_it;
