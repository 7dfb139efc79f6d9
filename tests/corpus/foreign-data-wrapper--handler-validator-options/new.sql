CREATE SCHEMA elsewhere;
CREATE FUNCTION elsewhere.check_two(text[], oid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION elsewhere.handle_two() RETURNS fdw_handler LANGUAGE internal AS 'tsm_bernoulli_handler';
CREATE FOREIGN DATA WRAPPER a VALIDATOR elsewhere.check_two OPTIONS (y '3', z 'it''s');
CREATE FOREIGN DATA WRAPPER b HANDLER elsewhere.handle_two OPTIONS (only 'this');
CREATE FOREIGN DATA WRAPPER c;
CREATE SERVER s FOREIGN DATA WRAPPER a;
