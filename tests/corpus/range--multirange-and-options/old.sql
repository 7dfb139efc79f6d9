SET search_path = public;
create type r as range(subtype=int); create table t(id int, r r, m r_multirange, a r[]);
