SET search_path = public;
create type e as enum('a','b'); create type c as (x int, k e, z text); create table t(id int primary key, v c, w c[]);
comment on column c.k is 'kk'; create domain de as e default 'b';
alter table t add d de;
