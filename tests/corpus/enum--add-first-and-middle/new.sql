CREATE TYPE public.level AS ENUM ('none', 'low', 'medium', 'rather high', 'high');
