SET search_path = public;
create table a(id serial, x int);
alter table a owner to pg_monitor; create table b(id int, x int);
alter table b owner to pg_monitor;create sequence s; create sequence u;
alter sequence u owner to pg_monitor;
alter sequence u owned by b.x;
grant select on u to pg_read_all_data; create table n(id serial);
alter table n owner to pg_monitor;
