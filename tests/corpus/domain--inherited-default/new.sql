SET search_path = public;
create domain base as text default 'x'; create domain d as base;
alter domain d drop default; create domain n as int; create domain m as int not null default 5; create domain v as int constraint c check (value>1);
alter domain v add constraint nv check(value<100);
alter domain v add constraint nv2 check(value<200) not valid;
comment on domain v is 'ww';
alter domain v owner to pg_monitor; create domain late as base default null;
