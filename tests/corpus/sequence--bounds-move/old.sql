SET search_path = public;
create sequence s;
