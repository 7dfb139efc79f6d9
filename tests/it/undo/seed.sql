-- Gives every table two rows where it takes them: values found by trying, else none.
DO $seed$
DECLARE
    one record;
    member record;
    value text;
    names text;
    chosen text;
    needed text;
    needed_chosen text;
    literals text[];
BEGIN
    FOR one IN SELECT c.oid, c.oid::regclass AS name FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)' ORDER BY c.oid
    LOOP
        FOREACH literals SLICE 1 IN ARRAY ARRAY[
            ARRAY['1', 'a', '{1}', '{a}', '{}', '2020-01-01', 't', '10.0.0.1', 'empty', '(,)'],
            ARRAY['2', 'b', '{2}', '{b}', '{}', '2021-02-03', 'f', '10.0.0.2', '[2,5)', '(,,)']]
        LOOP
            SELECT '', '', '', '' INTO names, chosen, needed, needed_chosen;
            FOR member IN SELECT attname, attnotnull, format_type(atttypid, atttypmod) AS type,
                (SELECT min(enumlabel::text) FROM pg_enum WHERE enumtypid = atttypid) AS label
                FROM pg_attribute WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped
                AND attgenerated = '' AND attidentity = ''
            LOOP
                FOREACH value IN ARRAY coalesce(member.label, literals[1]) || literals LOOP
                    BEGIN
                        EXECUTE format('SELECT CAST(%L AS %s)', value, member.type);
                        names := names || format(', %I', member.attname);
                        chosen := chosen || format(', %L', value);
                        IF member.attnotnull THEN
                            needed := needed || format(', %I', member.attname);
                            needed_chosen := needed_chosen || format(', %L', value);
                        END IF;
                        EXIT;
                    EXCEPTION WHEN others THEN NULL;
                    END;
                END LOOP;
            END LOOP;
            BEGIN
                EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', one.name, substr(names, 3), substr(chosen, 3));
            EXCEPTION WHEN others THEN
                BEGIN
                    EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', one.name, substr(needed, 3), substr(needed_chosen, 3));
                EXCEPTION WHEN others THEN NULL;
                END;
            END;
        END LOOP;
    END LOOP;
END
$seed$;
