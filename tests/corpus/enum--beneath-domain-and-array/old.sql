SET search_path = public;
create type e as enum('a','b','c'); create domain d as e check (value <> 'c'); create table t(id int, v d, w d[]);
