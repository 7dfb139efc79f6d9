-- mutation: shell-type.present
-- delta: +shell-type
CREATE TYPE app.other_shell;
-- mutation: shell-type.absent
-- delta: -shell-type
DROP TYPE app.unfinished;
