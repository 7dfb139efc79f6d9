SET search_path = public;
create table a(id int, x int); create table b(id serial, x int); create sequence s owned by b.x; create sequence f owned by b.id;
alter sequence b_id_seq owned by a.id;
alter table a alter id set default nextval('f');
