SET search_path = public;
create type x as enum('a'); create type y as (a int); create domain z as int; create sequence q; create table w(a int); create type v as range(subtype=int);
