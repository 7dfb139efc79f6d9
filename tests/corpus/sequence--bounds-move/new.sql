SET search_path = public;
create sequence s minvalue 10 maxvalue 100; create sequence d increment -1 minvalue -50 maxvalue -10; create sequence n minvalue 10 start 15; create sequence r as int; create unlogged sequence un; create unlogged sequence logged cache 5; create sequence unl;
