SET search_path = public;
create type i as (a bigint); create type o as (k i, l i[]); create table t(x o, y o[]);
