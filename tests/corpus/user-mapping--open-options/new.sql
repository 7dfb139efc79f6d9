CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE SERVER t FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'ann', sslcert '/c');
CREATE USER MAPPING FOR pg_monitor SERVER s OPTIONS (password 'kept', remote_user 'a=b', username 'x');
CREATE USER MAPPING FOR pg_signal_backend SERVER s OPTIONS ("user" 'new one');
CREATE USER MAPPING FOR pg_monitor SERVER t OPTIONS (username 'comes');
