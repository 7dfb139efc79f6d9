CREATE DOMAIN amount AS text;
CREATE TABLE bookings (n integer NOT NULL, paid amount) PARTITION BY RANGE (n);
CREATE TABLE bookings_first PARTITION OF bookings FOR VALUES FROM (MINVALUE) TO (0);
CREATE TABLE bookings_rest PARTITION OF bookings DEFAULT PARTITION BY LIST (n);
CREATE TABLE bookings_rest_some PARTITION OF bookings_rest FOR VALUES IN (20, 21);
INSERT INTO bookings VALUES (-1, '10'), (20, '20');
