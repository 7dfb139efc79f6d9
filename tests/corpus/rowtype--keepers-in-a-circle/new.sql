CREATE SCHEMA crm;
CREATE TABLE address (zip bigint, is_checked varchar(20));
CREATE TABLE crm.person (home address, names text[]);
CREATE TABLE parcel ("To" crm.person, weight integer);
CREATE TABLE letter ("To" address, stamps integer);
