SET search_path = public;
create table a(id serial, x int); create table b(id serial, x int); create sequence s owned by a.x;create sequence gone owned by a.x; create sequence f;
