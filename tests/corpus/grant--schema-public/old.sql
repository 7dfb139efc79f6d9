GRANT CREATE ON SCHEMA public TO pg_monitor;
