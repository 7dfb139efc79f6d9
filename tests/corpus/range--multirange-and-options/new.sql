SET search_path = public;
create type r as range(subtype=int, subtype_diff=int4range_subdiff); create table t(id int, r r, m r_multirange, a r[]); create type r2 as range(subtype=text, collation="C", subtype_opclass=text_pattern_ops);create type r3 as range(subtype=int, multirange_type_name=zz);
