-- mutation: inheritance.parent-added
ALTER TABLE app.cat INHERIT app.animal;
-- mutation: inheritance.second-parent
ALTER TABLE app.cat INHERIT app.animal;
ALTER TABLE app.cat INHERIT app.pet;
-- mutation: inheritance.parent-order
ALTER TABLE app.cat INHERIT app.pet;
ALTER TABLE app.cat INHERIT app.animal;
-- mutation: inheritance.parent-dropped
ALTER TABLE app.dog NO INHERIT app.animal;
-- mutation: inheritance.child-present
CREATE TABLE app.bird (wings integer) INHERITS (app.animal, app.pet);
-- mutation: inheritance.child-default
ALTER TABLE app.dog ALTER COLUMN name SET DEFAULT 'dog';
-- mutation: inheritance.child-default-dropped
ALTER TABLE app.dog ALTER COLUMN name DROP DEFAULT;
-- mutation: inheritance.child-not-null
ALTER TABLE app.dog ALTER COLUMN id SET NOT NULL;
-- mutation: inheritance.child-check
ALTER TABLE app.dog ADD CONSTRAINT dog_loud CHECK (bark <> '');
-- mutation: inheritance.parent-check
ALTER TABLE app.animal ADD CONSTRAINT animal_id CHECK (id > 0);
-- mutation: inheritance.parent-column
ALTER TABLE app.animal ADD COLUMN legs integer DEFAULT 4;
-- mutation: inheritance.column-local
DROP TABLE app.dog;
CREATE TABLE app.dog (id integer, bark text) INHERITS (app.animal);
-- mutation: inheritance.parent-column-only
ALTER TABLE ONLY app.animal DROP COLUMN id;
