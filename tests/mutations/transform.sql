-- mutation: transform.present
-- delta: +transform
CREATE TRANSFORM FOR integer LANGUAGE plpgsql (TO SQL WITH FUNCTION int4recv(internal));
-- mutation: transform.absent
-- delta: -transform
DROP TRANSFORM FOR app.sent_enum LANGUAGE plpgsql;
-- mutation: transform.from-sql
-- delta: transform.from_sql
CREATE OR REPLACE TRANSFORM FOR app.sent_enum LANGUAGE plpgsql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION app.mood_taken(internal));
-- mutation: transform.to-sql
-- delta: transform.to_sql
CREATE OR REPLACE TRANSFORM FOR app.sent_enum LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.mood_given(internal));
