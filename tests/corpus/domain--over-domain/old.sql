CREATE DOMAIN public.word AS text CONSTRAINT word_one CHECK (VALUE !~ ' ');
CREATE DOMAIN public.short_word AS public.word CONSTRAINT short CHECK (length(VALUE) < 9);
