SET search_path = public;
create domain d as int; create type r as range(subtype=d); create table t(r r);
