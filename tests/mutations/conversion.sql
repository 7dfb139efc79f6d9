-- mutation: conversion.present
-- delta: +conversion
CREATE CONVERSION app.back FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1;
-- mutation: conversion.absent
-- delta: -conversion
DROP CONVERSION app.latin;
-- mutation: conversion.is-default
-- delta: conversion.is_default
DROP CONVERSION app.latin;
CREATE DEFAULT CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
COMMENT ON CONVERSION app.latin IS 'one byte each';
-- mutation: conversion.source
-- delta: conversion.function, conversion.source
DROP CONVERSION app.latin;
CREATE CONVERSION app.latin FOR 'WIN1252' TO 'UTF8' FROM win_to_utf8;
COMMENT ON CONVERSION app.latin IS 'one byte each';
-- mutation: conversion.destination
-- delta: conversion.destination, conversion.function
DROP CONVERSION app.latin;
CREATE CONVERSION app.latin FOR 'LATIN1' TO 'MULE_INTERNAL' FROM latin1_to_mic;
COMMENT ON CONVERSION app.latin IS 'one byte each';
-- mutation: conversion.function
-- delta: conversion.function, conversion.source
DROP CONVERSION app.latin;
CREATE CONVERSION app.latin FOR 'LATIN2' TO 'UTF8' FROM iso8859_to_utf8;
COMMENT ON CONVERSION app.latin IS 'one byte each';
