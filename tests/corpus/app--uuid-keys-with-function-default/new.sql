CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE AS 'SELECT md5(random()::text)::uuid';
CREATE TABLE p (id uuid DEFAULT new_id() PRIMARY KEY, n text);
CREATE TABLE c (id uuid DEFAULT new_id() PRIMARY KEY, p uuid REFERENCES p);
