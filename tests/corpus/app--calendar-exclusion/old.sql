CREATE TABLE booking (room integer, since timestamp, until timestamp, CHECK (since < until));
CREATE INDEX booking_room ON booking (room);
