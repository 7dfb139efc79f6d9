-- mutation: publication.present
-- delta: +publication, +published-table
CREATE PUBLICATION "Odd news" FOR TABLE app.article_note;
-- mutation: publication.absent
-- delta: -publication
DROP PUBLICATION idle;
-- mutation: publication.name
-- delta: +publication, +published-table, -publication, -published-table
ALTER PUBLICATION news RENAME TO "News";
-- mutation: publication.all-tables
-- delta: publication.all_tables
DROP PUBLICATION idle;
CREATE PUBLICATION idle FOR ALL TABLES;
-- mutation: publication.publish-more
-- delta: publication.publish
ALTER PUBLICATION news SET (publish = 'insert, update, delete');
-- mutation: publication.publish-all
-- delta: publication.publish
ALTER PUBLICATION news SET (publish = 'insert, update, delete, truncate');
-- mutation: publication.publish-nothing
-- delta: publication.publish
ALTER PUBLICATION news SET (publish = '');
-- mutation: publication.publish-truncate-only
-- delta: publication.publish
ALTER PUBLICATION idle SET (publish = 'truncate');
-- mutation: publication.publish-via-partition-root
-- delta: publication.publish_via_partition_root
ALTER PUBLICATION news SET (publish_via_partition_root = true);
-- mutation: publication.publish-generated-columns since 18
-- delta: publication.publish_generated_columns
ALTER PUBLICATION news SET (publish_generated_columns = stored);
-- mutation: published-table.present
-- delta: +published-table
ALTER PUBLICATION news ADD TABLE app.article_note;
-- mutation: published-table.absent
-- delta: -published-table
ALTER PUBLICATION news DROP TABLE app.article;
-- mutation: published-table.present-parent-only
-- delta: +published-table
ALTER PUBLICATION news ADD TABLE ONLY app.animal;
-- mutation: published-table.present-with-children
-- delta: +published-table
ALTER PUBLICATION news ADD TABLE app.animal;
-- mutation: published-table.columns since 15
-- delta: published-table.columns
ALTER PUBLICATION news SET TABLE app.article (id, title);
-- mutation: published-table.filter since 15
-- delta: published-table.filter
ALTER PUBLICATION news SET TABLE app.article WHERE (NOT hidden AND id > 7);
-- mutation: published-table.filter-column-retyped since 15
-- delta: column.type, published-table.columns, published-table.filter
ALTER TABLE app.article ALTER COLUMN id TYPE bigint;
ALTER PUBLICATION news SET TABLE app.article (id, hidden) WHERE (id > 7);
-- mutation: published-table.of-dropped
-- delta: -column, -default, -primary-key, -published-table, -table
DROP TABLE app.article;
-- mutation: published-schema.present since 15
-- delta: +published-schema
ALTER PUBLICATION news ADD TABLES IN SCHEMA side;
-- mutation: published-schema.present-beside since 15
-- delta: +publication, +published-schema
CREATE PUBLICATION "Of schema" FOR TABLES IN SCHEMA side, bare;
