-- Renamed relations, sequences and schemas.
-- case: another word for the same table
-- old
CREATE TABLE staff (id integer, first_name text, last_name text, email text, hired date, salary numeric);
-- new
CREATE TABLE employee (id integer, first_name text, last_name text, email text, hired date, salary numeric);
-- rename: table public.staff=public.employee
-- case: with keys and indexes named after it
-- old
CREATE TABLE users (id integer PRIMARY KEY, email text UNIQUE, born date);
CREATE INDEX users_born_idx ON users (born);
-- new
CREATE TABLE accounts (id integer PRIMARY KEY, email text UNIQUE, born date);
CREATE INDEX accounts_born_idx ON accounts (born);
-- rename: table public.users=public.accounts
-- rename: primary key public.accounts.users_pkey=public.accounts.accounts_pkey
-- rename: unique constraint public.accounts.users_email_key=public.accounts.accounts_email_key
-- rename: index public.accounts.users_born_idx=public.accounts.accounts_born_idx
-- case: table and one of its columns
-- old
CREATE TABLE language (language_id integer, name text, last_update timestamp);
-- new
CREATE TABLE film_language (language_id integer, title text, last_update timestamp);
-- rename: table public.language=public.film_language
-- rename: column public.film_language.name=public.film_language.title
-- case: referenced by another table
-- old
CREATE TABLE client (id integer PRIMARY KEY, x text);
CREATE TABLE bill (id integer, client integer);
ALTER TABLE bill ADD CONSTRAINT bill_of FOREIGN KEY (client) REFERENCES client;
-- new
CREATE TABLE customer (id integer, x text, CONSTRAINT client_pkey PRIMARY KEY (id));
CREATE TABLE bill (id integer, client integer);
ALTER TABLE bill ADD CONSTRAINT bill_of FOREIGN KEY (client) REFERENCES customer;
-- rename: table public.client=public.customer
-- case: singular to plural, a column more
-- old
CREATE TABLE category (id integer, title text, parent integer);
-- new
CREATE TABLE categories (id integer, title text, parent integer, position integer);
-- rename: table public.category=public.categories
-- case: two tables at once
-- old
CREATE TABLE emp (id integer, ename text, sal numeric, dept integer);
CREATE TABLE dept (id integer, dname text, loc text);
-- new
CREATE TABLE employee (id integer, ename text, sal numeric, dept integer);
CREATE TABLE department (id integer, dname text, loc text);
-- rename: table public.emp=public.employee
-- rename: table public.dept=public.department
-- case: table with a serial column, its sequence named after it
-- old
CREATE TABLE ticket (id serial, subject text, body text, opened timestamptz);
-- new
CREATE TABLE tickets (id serial, subject text, body text, opened timestamptz);
-- rename: table public.ticket=public.tickets
-- rename: sequence public.ticket_id_seq=public.tickets_id_seq
-- case: a view
-- old
CREATE TABLE t (a integer, b text, c date);
CREATE VIEW t_view AS SELECT a, b FROM t WHERE c > '2020-01-01' ORDER BY b;
-- new
CREATE TABLE t (a integer, b text, c date);
CREATE VIEW recent AS SELECT a, b FROM t WHERE c > '2020-01-01' ORDER BY b;
-- rename: view public.t_view=public.recent
-- case: a materialized view
-- old
CREATE TABLE t (a integer, b text, c date);
CREATE MATERIALIZED VIEW mv_totals AS SELECT b, count(*) AS n FROM t GROUP BY b;
-- new
CREATE TABLE t (a integer, b text, c date);
CREATE MATERIALIZED VIEW totals AS SELECT b, count(*) AS n FROM t GROUP BY b;
-- rename: materialized view public.mv_totals=public.totals
-- case: a sequence by itself
-- old
CREATE SEQUENCE invoice_no START 1000 INCREMENT 10;
-- new
CREATE SEQUENCE invoice_number START 1000 INCREMENT 10;
-- rename: sequence public.invoice_no=public.invoice_number
-- case: a partitioned table and its partitions
-- old
CREATE TABLE log (at date, msg text, level integer) PARTITION BY RANGE (at);
CREATE TABLE log_2023 PARTITION OF log FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- new
CREATE TABLE logs (at date, msg text, level integer) PARTITION BY RANGE (at);
CREATE TABLE logs_2023 PARTITION OF logs FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- rename: table public.log=public.logs
-- rename: table public.log_2023=public.logs_2023
-- rename: table public.log_2024=public.logs_2024
-- case: a schema with all that is in it
-- old
CREATE SCHEMA crm;
CREATE TABLE crm.contact (id integer, name text);
CREATE TABLE crm.deal (id integer, value numeric);
CREATE FUNCTION crm.total() RETURNS numeric LANGUAGE sql AS 'SELECT sum(value) FROM crm.deal';
-- new
CREATE SCHEMA sales;
CREATE TABLE sales.contact (id integer, name text);
CREATE TABLE sales.deal (id integer, value numeric);
CREATE FUNCTION sales.total() RETURNS numeric LANGUAGE sql AS 'SELECT sum(value) FROM sales.deal';
-- rename: schema crm=sales
-- case: a schema, and a table in it
-- old
CREATE SCHEMA app1;
CREATE TABLE app1.invoice (id integer, total numeric, due date);
CREATE TABLE app1.payment (id integer, invoice integer, paid date);
-- new
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id integer, total numeric, due date);
CREATE TABLE billing.payment (id integer, invoice integer, paid date);
-- rename: schema app1=billing
-- rename: table billing.invoice=billing.invoices
-- case: moved to another schema as it is
-- old
CREATE SCHEMA archive;
CREATE TABLE public.old_orders (id integer, customer text, total numeric, placed date);
-- new
CREATE SCHEMA archive;
CREATE TABLE archive.old_orders (id integer, customer text, total numeric, placed date);
-- rename: table public.old_orders=archive.old_orders
-- case: hostile names
-- old
CREATE TABLE "Order.Lines" (id integer, sku text, amount integer);
-- new
CREATE TABLE order_lines (id integer, sku text, amount integer);
-- rename: table public."Order.Lines"=public.order_lines
-- case: a publication, and statistics
-- old
CREATE TABLE t (a integer, b integer);
CREATE PUBLICATION shop_pub FOR TABLE t;
CREATE STATISTICS t_stats (dependencies) ON a, b FROM t;
-- new
CREATE TABLE t (a integer, b integer);
CREATE PUBLICATION shop_publication FOR TABLE t;
CREATE STATISTICS t_dependencies (dependencies) ON a, b FROM t;
-- rename: publication shop_pub=shop_publication
-- rename: statistics object public.t_stats=public.t_dependencies
-- case: a table read by a function and a view that stay
-- old
CREATE TABLE hits (id bigint, page text, at timestamptz);
CREATE VIEW daily AS SELECT date(at) AS day, count(*) AS n FROM hits GROUP BY 1;
-- new
CREATE TABLE page_views (id bigint, page text, at timestamptz);
CREATE VIEW daily AS SELECT date(at) AS day, count(*) AS n FROM page_views GROUP BY 1;
-- rename: table public.hits=public.page_views
