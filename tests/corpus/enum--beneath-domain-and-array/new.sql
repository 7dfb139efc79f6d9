SET search_path = public;
create type e as enum('a','b'); create domain d as e check (value <> 'b') not null; create table t(id int, v d, w d[]);
