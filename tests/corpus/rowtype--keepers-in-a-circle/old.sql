CREATE TABLE address (zip varchar(20), is_checked boolean);
CREATE TABLE person (home address, names text[]);
-- Each keeps rows of a table that goes, and is to keep rows of one that waits for it to go.
CREATE TABLE parcel ("To" person, weight integer);
CREATE TABLE letter ("To" person, stamps integer);
