CREATE DOMAIN public.word AS text CONSTRAINT word_one CHECK (VALUE !~ '\s');
CREATE DOMAIN public.short_word AS public.word DEFAULT 'x' CONSTRAINT short CHECK (length(VALUE) <= 8);
