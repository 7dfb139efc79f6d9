CREATE SCHEMA app;
CREATE TABLE app.bill (
    id bigint CONSTRAINT "bill needs an id" NOT NULL,
    owner text CONSTRAINT bill_owner_given NOT NULL,
    amount numeric NOT NULL,
    "odd ""column" date CONSTRAINT odd NOT NULL,
    note text
);
CREATE TABLE app.plain (a integer NOT NULL, b integer NOT NULL);
CREATE VIEW app.open_bill AS SELECT id, owner FROM app.bill;
