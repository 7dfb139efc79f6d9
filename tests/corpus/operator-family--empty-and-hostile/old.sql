CREATE OPERATOR FAMILY public.same_name USING btree;
