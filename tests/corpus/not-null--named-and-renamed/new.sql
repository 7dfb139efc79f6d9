CREATE SCHEMA app;
CREATE TABLE app.bill (
    id bigint CONSTRAINT "bill must have an id" NOT NULL,
    owner text NOT NULL,
    amount numeric CONSTRAINT "amount; DROP TABLE app.bill; --" NOT NULL,
    "odd ""column" date CONSTRAINT "Odd" NOT NULL,
    note text CONSTRAINT bill_owner_given NOT NULL
);
CREATE TABLE app.plain (a integer CONSTRAINT plain_b_not_null NOT NULL, b integer CONSTRAINT plain_a_not_null NOT NULL);
CREATE VIEW app.open_bill AS SELECT id, owner FROM app.bill;
