CREATE DOMAIN amount AS integer CHECK (VALUE > 0);
CREATE TABLE bookings (n integer NOT NULL, paid amount) PARTITION BY RANGE (n);
CREATE TABLE bookings_first PARTITION OF bookings FOR VALUES FROM (MINVALUE) TO (0);
CREATE TABLE bookings_rest PARTITION OF bookings FOR VALUES FROM (16) TO (99) PARTITION BY LIST (n);
CREATE TABLE bookings_rest_some PARTITION OF bookings_rest FOR VALUES IN (20, 21);
