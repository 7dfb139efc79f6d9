CREATE TABLE public.emp (id integer PRIMARY KEY, boss_id integer REFERENCES public.emp ON DELETE SET NULL);
CREATE TABLE public.dept (id integer PRIMARY KEY, head_id integer NOT NULL REFERENCES public.emp);
ALTER TABLE public.emp ADD COLUMN dept_id integer CONSTRAINT emp_dept REFERENCES public.dept DEFERRABLE INITIALLY DEFERRED;
