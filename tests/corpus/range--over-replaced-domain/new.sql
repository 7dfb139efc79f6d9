SET search_path = public;
create domain d as bigint; create type r as range(subtype=d); create table t(r r);
