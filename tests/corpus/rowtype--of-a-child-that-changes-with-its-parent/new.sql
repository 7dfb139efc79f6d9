CREATE TABLE a(y varchar); CREATE TABLE c() INHERITS (a); CREATE TABLE d(q c);
CREATE TABLE b(id bigint); CREATE TABLE p(a int) INHERITS (b); CREATE TABLE r(x p[]);
