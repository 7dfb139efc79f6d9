CREATE TABLE public.first (a integer CONSTRAINT second_a_not_null NOT NULL, b integer);
CREATE TABLE public.long_name_of_a_table_that_is_cut_when_it_is_put_into_a_name_ (another_rather_long_name_of_a_column integer);
