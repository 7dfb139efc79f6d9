-- Which of several keys of the same columns a foreign key was made on shows nowhere.
CREATE TABLE "Order" (a integer, b integer);
CREATE UNIQUE INDEX b ON "Order" (a);
ALTER TABLE "Order" ADD CONSTRAINT e UNIQUE (a) WITH (fillfactor=50);
ALTER TABLE "Order" ADD CONSTRAINT "x'y" FOREIGN KEY (b) REFERENCES "Order" (a) DEFERRABLE;
