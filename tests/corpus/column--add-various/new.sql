CREATE TABLE public.t (id integer PRIMARY KEY);

ALTER TABLE public.t
    ADD COLUMN a integer DEFAULT 7 NOT NULL,
    ADD COLUMN b text DEFAULT 'it''s' COLLATE "C",
    ADD COLUMN c timestamp(3) with time zone DEFAULT now(),
    ADD COLUMN d numeric(10,2)[] DEFAULT '{}'::numeric[] NOT NULL,
    ADD COLUMN e character(3),
    ADD COLUMN f bit varying(8) DEFAULT B'1010'::bit varying,
    ADD COLUMN g interval day to second(2),
    ADD COLUMN h integer GENERATED ALWAYS AS (a * 2) STORED;
COMMENT ON COLUMN public.t.h IS 'twice a';
