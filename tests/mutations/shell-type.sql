-- mutation: shell-type.present
-- delta: ?
CREATE TYPE app.other_shell;
-- mutation: shell-type.absent
-- delta: ?
DROP TYPE app.unfinished;
