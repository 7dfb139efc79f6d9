SET search_path = public;
create schema "s.x"; create type "s.x"."E ""q" as enum ('a''b', E'\\'); create type "s.x"."select" as ("from" "s.x"."E ""q", "Ä b" text); create domain "s.x"."dom ain" as "s.x"."select"; create table "s.x"."t t"("a a" "s.x"."select", "b" "s.x"."dom ain"); create sequence "s.x"."se q" owned by "s.x"."t t"."a a";create type "s.x"."ra nge" as range(subtype="s.x"."E ""q");
