CREATE TABLE public."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "ééééééééééééééééééééééééééééééé1" text UNIQUE, "ééééééééééééééééééééééééééééééé2" integer CHECK ("ééééééééééééééééééééééééééééééé2" > 0));
CREATE INDEX "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀abc" ON public."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" ("ééééééééééééééééééééééééééééééé1");
CREATE TABLE public.short (r integer REFERENCES public."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢");
