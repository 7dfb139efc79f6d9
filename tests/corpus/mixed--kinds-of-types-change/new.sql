SET search_path = public;
create domain x as text; create sequence y; create type z as range(subtype=int); create type q as (a int); create type w as enum('k'); create table v(a int);
