CREATE TYPE public.odd AS ENUM ('it''s', 'a "b"', '');
