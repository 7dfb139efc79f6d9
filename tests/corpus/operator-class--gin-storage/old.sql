CREATE TABLE public.doc (w text[]);
CREATE OPERATOR CLASS public.words FOR TYPE text[] USING gin AS OPERATOR 1 && (anyarray, anyarray), OPERATOR 2 @> (anyarray, anyarray), FUNCTION 1 bttextcmp(text, text), FUNCTION 2 ginarrayextract(anyarray, internal, internal), FUNCTION 3 ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal), FUNCTION 4 ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal), STORAGE text;
CREATE INDEX doc_w ON public.doc USING gin (w public.words);
