CREATE EXTENSION btree_gist;
CREATE TABLE booking (room integer NOT NULL, during tstzrange NOT NULL, CONSTRAINT booking_free EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT isempty(during)));
