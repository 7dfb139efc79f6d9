CREATE TABLE a_first (id bigint, n text);
CREATE TABLE c_third (id integer);
