-- Tables whose rows have to be looked for.
CREATE SCHEMA shop;
CREATE TYPE shop.mood AS ENUM ('sad', 'ok', 'it''s fine');
CREATE DOMAIN shop.year AS integer CHECK (VALUE >= 1901 AND VALUE <= 2155);
CREATE DOMAIN shop.email AS text NOT NULL CHECK (VALUE ~ '^[^@]+@[^@]+\.[a-z]+$');
CREATE TYPE shop.money_of AS (amount numeric(10, 2), currency character(3));

CREATE TABLE shop.customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mail shop.email UNIQUE,
    name character varying(40) NOT NULL CHECK (length(name) > 3),
    born shop.year,
    mood shop.mood DEFAULT 'ok' NOT NULL,
    country character(2) NOT NULL CHECK (country = upper(country)),
    shouted text GENERATED ALWAYS AS (upper(name)) STORED,
    pair shop.money_of,
    moods shop.mood[] NOT NULL
);
CREATE TABLE shop.address (
    customer bigint NOT NULL REFERENCES shop.customer,
    number smallint NOT NULL CHECK (number > 0),
    street text NOT NULL CHECK (street <> ''),
    lat numeric(8, 5) CHECK (lat >= -90 AND lat <= 90),
    PRIMARY KEY (customer, number)
);
CREATE TABLE shop.product (
    code text PRIMARY KEY CHECK (code ~ '^[A-Z]+[0-9]+$'),
    price numeric(10, 2) NOT NULL CHECK (price >= 10 AND price < 20),
    weight real,
    size bit(1),
    extra jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(extra) = 'object')
);
CREATE TABLE shop.sale (
    id integer PRIMARY KEY,
    at timestamptz NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'done')),
    done_at timestamptz,
    customer bigint REFERENCES shop.customer,
    CHECK ((status = 'done') = (done_at IS NOT NULL))
);
CREATE TABLE shop.line (
    sale integer NOT NULL REFERENCES shop.sale,
    product text NOT NULL REFERENCES shop.product,
    pieces integer NOT NULL CHECK (pieces BETWEEN 1 AND 99),
    PRIMARY KEY (sale, product)
);
CREATE TABLE shop.employee (
    id integer PRIMARY KEY,
    boss integer NOT NULL REFERENCES shop.employee,
    since date NOT NULL,
    until date,
    CHECK (until > since)
);
CREATE TABLE shop.booking (
    room integer NOT NULL,
    during tstzrange NOT NULL CHECK (NOT isempty(during)),
    EXCLUDE USING gist (during WITH &&)
);
CREATE TABLE shop.visit (
    id integer NOT NULL,
    at date NOT NULL,
    kind text NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE shop.visit_2023 PARTITION OF shop.visit FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE shop.visit_rest PARTITION OF shop.visit DEFAULT;
CREATE TABLE shop.odd (
    "Sel""ect" integer,
    "from" inet NOT NULL,
    u uuid NOT NULL,
    x xml,
    b bytea NOT NULL,
    i interval NOT NULL CHECK (i > '0'),
    v tsvector,
    w tsquery,
    p point NOT NULL,
    nothing integer[][]
);
