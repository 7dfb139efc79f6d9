SET search_path = public;
create schema x; create extension hstore schema x;
revoke execute on function x.hstore(text,text) from public;
