SET search_path = public;
create domain base as text default 'x'; create domain d as base; create domain n as int not null; create domain m as int; create domain v as int constraint c check (value>0);
alter domain v add constraint nv check(value<100) not valid;
comment on constraint c on domain v is 'cc';
comment on domain v is 'vv';
grant usage on type v to pg_monitor;
revoke usage on domain m from public;
