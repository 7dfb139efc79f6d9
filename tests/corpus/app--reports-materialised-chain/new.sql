CREATE TABLE sale (at timestamptz, amount numeric(12,2), shop integer, cur char(3) DEFAULT 'EUR');
CREATE MATERIALIZED VIEW by_day WITH (autovacuum_enabled = false) AS SELECT at::date AS at, shop, cur, sum(amount) AS total FROM sale GROUP BY 1, shop, cur WITH NO DATA;
CREATE MATERIALIZED VIEW by_month AS SELECT date_trunc('month', at) AS month, cur, sum(total) AS total FROM by_day GROUP BY 1, 2 WITH NO DATA;
CREATE INDEX by_day_at ON by_day (at, cur);
CREATE UNIQUE INDEX by_month_key ON by_month (month, cur);
CREATE VIEW report AS SELECT * FROM by_month WHERE total > 0;
