CREATE SCHEMA one;
CREATE SCHEMA "two two";
CREATE TABLE one.t (a integer, b integer);
CREATE TABLE one.u (a integer, b integer);
CREATE STATISTICS one.x ON a, b FROM one.t;
CREATE STATISTICS one.y (mcv) ON a, b FROM one.u;
CREATE STATISTICS "two two".z ON a, b FROM one.u;
