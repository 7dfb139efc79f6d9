CREATE AGGREGATE s(integer) (SFUNC = int4pl, STYPE = integer);
CREATE AGGREGATE p(double precision ORDER BY double precision) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
