CREATE TABLE visits (id integer, at date, page text) PARTITION BY RANGE (id);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM (1) TO (10);
CREATE TABLE visits_2 (id integer, at date, page text);
-- Not for all partitions: that of the first is attached, the others have none.
CREATE INDEX "By page" ON ONLY visits (page);
CREATE INDEX visits_1_page ON visits_1 (page);
ALTER INDEX "By page" ATTACH PARTITION visits_1_page;
CREATE INDEX visits_at ON ONLY visits (at);
INSERT INTO visits_1 VALUES (3, '2024-01-01', '/');
