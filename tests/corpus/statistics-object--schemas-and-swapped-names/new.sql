CREATE SCHEMA one;
CREATE SCHEMA "two two";
CREATE TABLE one.t (a integer, b integer);
CREATE TABLE one.u (a integer, b integer);
CREATE STATISTICS one.y ON a, b FROM one.t;
CREATE STATISTICS one.x (mcv) ON a, b FROM one.u;
CREATE STATISTICS one.z ON a, b FROM one.u;
