CREATE TABLE public.t (id integer PRIMARY KEY, a integer, b text NOT NULL, c date DEFAULT CURRENT_DATE NOT NULL);
