CREATE TABLE sent (a integer, b numeric DEFAULT 0);
CREATE TABLE holder (x sent);
CREATE PUBLICATION p FOR TABLE sent;
