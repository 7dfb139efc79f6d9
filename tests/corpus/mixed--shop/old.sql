CREATE SCHEMA shop;
CREATE TYPE shop.order_state AS ENUM ('new', 'paid', 'lost');
CREATE TABLE shop.customer (id serial PRIMARY KEY, name character varying(40) NOT NULL, email text);
CREATE TABLE shop.orders (id serial PRIMARY KEY, customer_id integer NOT NULL REFERENCES shop.customer, state shop.order_state DEFAULT 'new' NOT NULL, total numeric(8,2));
CREATE INDEX orders_customer ON shop.orders (customer_id);
CREATE FUNCTION shop.total_of(c integer) RETURNS numeric LANGUAGE sql STABLE AS 'SELECT sum(total) FROM shop.orders WHERE customer_id = c';
CREATE VIEW shop.best AS SELECT id, name, shop.total_of(id) AS total FROM shop.customer;
CREATE VIEW shop.paid AS SELECT id, customer_id FROM shop.orders WHERE state = 'paid';
GRANT SELECT ON shop.best TO pg_monitor;
