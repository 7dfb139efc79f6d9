CREATE TYPE public.odd AS ENUM ('new
line', 'it''s', 'back\slash', 'a "b"', 'é漢字😀', '');
