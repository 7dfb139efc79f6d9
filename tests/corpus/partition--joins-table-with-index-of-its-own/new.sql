CREATE TABLE visits (id integer, at date, page text) PARTITION BY RANGE (id);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM (1) TO (20);
CREATE TABLE visits_2 PARTITION OF visits FOR VALUES FROM (20) TO (30);
CREATE TABLE visits_3 PARTITION OF visits FOR VALUES FROM (30) TO (40);
CREATE INDEX "By page" ON ONLY visits (page);
CREATE INDEX visits_1_page ON visits_1 (page);
ALTER INDEX "By page" ATTACH PARTITION visits_1_page;
CREATE INDEX visits_at ON ONLY visits (at);
