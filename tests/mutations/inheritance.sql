-- mutation: inheritance.added
-- delta: +inheritance
ALTER TABLE app.cat INHERIT app.animal;
-- mutation: inheritance.second-parent
-- delta: +inheritance
ALTER TABLE app.cat INHERIT app.animal;
ALTER TABLE app.cat INHERIT app.pet;
-- mutation: inheritance.two-in-other-order
-- delta: +inheritance
ALTER TABLE app.cat INHERIT app.pet;
ALTER TABLE app.cat INHERIT app.animal;
-- mutation: inheritance.dropped
-- delta: -inheritance, check-constraint.inherited_only, column.inherited_only
ALTER TABLE app.dog NO INHERIT app.animal;
-- mutation: inheritance.child-present
-- delta: +check-constraint, +column, +default, +inheritance, +table
CREATE TABLE app.bird (wings integer) INHERITS (app.animal, app.pet);
-- mutation: inheritance.child-default
-- delta: default.expression
ALTER TABLE app.dog ALTER COLUMN name SET DEFAULT 'dog';
-- mutation: inheritance.child-default-dropped
-- delta: -default
ALTER TABLE app.dog ALTER COLUMN name DROP DEFAULT;
-- mutation: inheritance.child-not-null
-- delta: column.not_null
ALTER TABLE app.dog ALTER COLUMN id SET NOT NULL;
-- mutation: inheritance.child-check
-- delta: +check-constraint
ALTER TABLE app.dog ADD CONSTRAINT dog_loud CHECK (bark <> '');
-- mutation: inheritance.check-of-parent
-- delta: +check-constraint
ALTER TABLE app.animal ADD CONSTRAINT animal_id CHECK (id > 0);
-- mutation: inheritance.column-of-parent
-- delta: +column, +default
ALTER TABLE app.animal ADD COLUMN legs integer DEFAULT 4;
-- mutation: inheritance.column-local
-- delta: column.inherited_only, table.acl
DROP TABLE app.dog;
CREATE TABLE app.dog (id integer, bark text) INHERITS (app.animal);
-- mutation: inheritance.column-of-parent-only
-- delta: -column, column.inherited_only
ALTER TABLE ONLY app.animal DROP COLUMN id;
-- mutation: inheritance.position
-- delta: check-constraint.inherited_only, column.inherited_only, inheritance.position
ALTER TABLE app.mule NO INHERIT app.animal;
ALTER TABLE app.mule INHERIT app.animal;
-- mutation: column.inherited-only
-- delta: check-constraint.inherited_only, column.inherited_only
ALTER TABLE app.dog NO INHERIT app.animal;
ALTER TABLE app.dog INHERIT app.animal;
