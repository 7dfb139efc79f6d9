-- Renamed columns, and columns that only look like it.
-- case: one in the middle, a synonym
-- old
CREATE TABLE staff (id integer, name text, photo bytea, email text);
-- new
CREATE TABLE staff (id integer, name text, picture bytea, email text);
-- rename: column public.staff.photo=public.staff.picture
-- case: at the end, one name within the other
-- old
CREATE TABLE person (id integer, name text, phone text);
-- new
CREATE TABLE person (id integer, name text, phone_number text);
-- rename: column public.person.phone=public.person.phone_number
-- case: camel case becomes snake case
-- old
CREATE TABLE account (id integer, "userId" bigint, "createdAt" timestamptz, note text);
-- new
CREATE TABLE account (id integer, user_id bigint, created_at timestamptz, note text);
-- rename: column public.account."userId"=public.account.user_id
-- rename: column public.account."createdAt"=public.account.created_at
-- case: an abbreviation
-- old
CREATE TABLE line (id integer, qty integer, price numeric(10,2));
-- new
CREATE TABLE line (id integer, quantity integer, price numeric(10,2));
-- rename: column public.line.qty=public.line.quantity
-- case: a slip of the pen
-- old
CREATE TABLE customer (id integer, adress text, city text);
-- new
CREATE TABLE customer (id integer, address text, city text);
-- rename: column public.customer.adress=public.customer.address
-- case: renamed and its type widened
-- old
CREATE TABLE item (id integer, cnt integer, label text);
-- new
CREATE TABLE item (id integer, item_count bigint, label text);
-- rename: column public.item.cnt=public.item.item_count
-- case: renamed in the middle and widened, the name near
-- old
CREATE TABLE item (id integer, amount integer, label text);
-- new
CREATE TABLE item (id integer, amounts bigint, label text);
-- rename: column public.item.amount=public.item.amounts
-- case: used by a foreign key and an index that keep their names
-- old
CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE orders (id integer, cust integer, total numeric);
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (cust) REFERENCES customer;
CREATE INDEX orders_by_customer ON orders (cust);
-- new
CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE orders (id integer, buyer integer, total numeric);
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (buyer) REFERENCES customer;
CREATE INDEX orders_by_customer ON orders (buyer);
-- rename: column public.orders.cust=public.orders.buyer
-- case: two neighbours at once
-- old
CREATE TABLE place (id integer, lat double precision, lng double precision, name text);
-- new
CREATE TABLE place (id integer, latitude double precision, longitude double precision, name text);
-- rename: column public.place.lat=public.place.latitude
-- rename: column public.place.lng=public.place.longitude
-- case: hostile names
-- old
CREATE TABLE "Wild ""T" (id integer, "a.b" text, tail text);
-- new
CREATE TABLE "Wild ""T" (id integer, "a=b" text, tail text);
-- rename: column public."Wild ""T"."a.b"=public."Wild ""T"."a=b"
-- case: seen through a view that stays
-- old
CREATE TABLE product (id integer, descr text, price numeric);
CREATE VIEW products AS SELECT id, descr AS description FROM product;
-- new
CREATE TABLE product (id integer, summary text, price numeric);
CREATE VIEW products AS SELECT id, summary AS description FROM product;
-- rename: column public.product.descr=public.product.summary
-- case: with a check on it that keeps its name
-- old
CREATE TABLE goods (id integer, cost numeric CONSTRAINT positive CHECK (cost > 0), name text);
-- new
CREATE TABLE goods (id integer, price numeric CONSTRAINT positive CHECK (price > 0), name text);
-- rename: column public.goods.cost=public.goods.price
-- case: of a partitioned table
-- old
CREATE TABLE event (at timestamptz, kind text, body text) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
-- new
CREATE TABLE event (at timestamptz, category text, body text) PARTITION BY RANGE (at);
CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
-- rename: column public.event.kind=public.event.category
-- case: singular and plural
-- old
CREATE TABLE post (id integer, tag text[], body text);
-- new
CREATE TABLE post (id integer, tags text[], body text);
-- rename: column public.post.tag=public.post.tags
-- case: a prefix given up
-- old
CREATE TABLE users (id integer, user_name text, user_email text);
-- new
CREATE TABLE users (id integer, name text, email text);
-- rename: column public.users.user_name=public.users.name
-- rename: column public.users.user_email=public.users.email
-- case: a column of a foreign table's like: unlogged
-- old
CREATE UNLOGGED TABLE queue (id bigint, payload jsonb, tried integer);
-- new
CREATE UNLOGGED TABLE queue (id bigint, payload jsonb, tries integer);
-- rename: column public.queue.tried=public.queue.tries
-- case: column of a view renamed
-- old
CREATE TABLE t (a integer, b text);
CREATE VIEW v AS SELECT a AS first_value, b FROM t;
-- new
CREATE TABLE t (a integer, b text);
CREATE VIEW v AS SELECT a AS initial_value, b FROM t;
-- rename: view column public.v.first_value=public.v.initial_value
-- case: attribute of a composite type
-- old
CREATE TYPE address AS (street text, zip text, town text);
-- new
CREATE TYPE address AS (street text, postcode text, town text);
-- rename: attribute public.address.zip=public.address.postcode
