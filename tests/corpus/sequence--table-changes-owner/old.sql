SET search_path = public;
create table a(id serial, x int); create table b(id int, x int); create sequence s owned by b.id; create sequence u;
alter sequence u owner to pg_monitor;
