CREATE TABLE public.t (a text COMPRESSION pglz COLLATE "C", b text COLLATE "POSIX", c text);
CREATE TABLE public.typed_later (x text COLLATE "C");
