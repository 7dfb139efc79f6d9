CREATE TABLE public."漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢" (id integer PRIMARY KEY, "ééééééééééééééééééééééééééééééé1" text UNIQUE);
