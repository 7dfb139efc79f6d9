CREATE TABLE public.t (a text COLLATE "C", b text COMPRESSION pglz COLLATE "POSIX" DEFAULT 'b' NOT NULL, c text, d text COMPRESSION pglz COLLATE "C" DEFAULT 'd', e character varying(9) COMPRESSION pglz COLLATE "POSIX");
CREATE TABLE public.fresh (x text COMPRESSION pglz COLLATE "C" NOT NULL);
CREATE TABLE public.typed_later (x text COMPRESSION pglz COLLATE "C");
