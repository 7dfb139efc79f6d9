CREATE TABLE sale (at date, amount numeric, shop integer);
CREATE MATERIALIZED VIEW by_day AS SELECT at, shop, sum(amount) AS total FROM sale GROUP BY at, shop;
CREATE MATERIALIZED VIEW by_month AS SELECT date_trunc('month', at) AS month, sum(total) AS total FROM by_day GROUP BY 1;
CREATE INDEX by_day_at ON by_day (at);
CREATE UNIQUE INDEX by_month_key ON by_month (month);
CREATE VIEW report AS SELECT * FROM by_month WHERE total > 0;
