//! Runs the few statements of a text that only a superuser may run.
//!
//! What the owner made is given to the role of the text at once, in the same transaction,
//! so that the text can go on altering it and nothing of the text's own runs later with the
//! owner's rights. Only plain values are carried over from the text's session.

use super::judge::{self, Privileged};
use super::session::{Settings, Text};
use crate::conn::{Session, connect};
use crate::error::{Report, Result};
use crate::scratch::{APPLICATION_NAME, Database};
use crate::sql::quote::{ident, literal};

/// The settings by which a statement means the same in the owner's session. Not
/// `standard_conforming_strings`: the list was held against the text as it reads with it on.
const CARRIED: [&str; 2] = ["default_tablespace", "search_path"];

/// The owner's session.
pub(super) struct Owner {
    session: Session,
}

impl Owner {
    /// Opens the owner's session.
    pub(super) async fn open(database: &Database) -> Result<Self> {
        let session = connect(database.conninfo(), APPLICATION_NAME).await?;
        Ok(Self { session })
    }

    /// Runs a statement if the fixed list allows it; the inner error is the server's, or
    /// nothing where the list does not allow it.
    pub(super) async fn run(&self, sql: &str, text: &Text) -> Result<Result<(), Option<Report>>> {
        let allowed = match judge::privileged(sql) {
            Privileged::Yes => true,
            Privileged::Internal(function) => {
                is_public(&self.session, &function, text.role()).await?
            }
            Privileged::No => false,
        };
        if !allowed || !keeps_validators(&self.session, sql).await? {
            return Ok(Err(None));
        }
        if judge::owner_to_role(sql).is_some() {
            return self.give(sql, text).await;
        }
        let mut settings = Vec::new();
        for name in CARRIED {
            settings.push((name, text.setting(name).await?));
        }
        self.session.execute("BEGIN").await?;
        for (name, value) in settings {
            let value = literal(&value);
            let set = format!("SELECT pg_catalog.set_config('{name}', {value}, true)");
            self.session.query(&set).await?;
        }
        if let Err(report) = self.session.execute(sql).await {
            self.session.execute("ROLLBACK").await?;
            return Ok(Err(Some(report)));
        }
        // The text's search path may hold operators and functions of its own.
        self.session
            .execute("SET LOCAL search_path = pg_catalog, pg_temp")
            .await?;
        if !judge::is_event_trigger(sql) {
            self.session.execute(&give_to(text.role())).await?;
        }
        self.session.execute("COMMIT").await?;
        Ok(Ok(()))
    }

    /// Gives an object to a role; one message, since dumps do it for each object.
    async fn give(&self, sql: &str, text: &Text) -> Result<Result<(), Option<Report>>> {
        let path = literal(&text.setting("search_path").await?);
        let set = format!("SELECT pg_catalog.set_config('search_path', {path}, true)");
        match self.session.query(&format!("{set};\n{sql}")).await {
            Ok(_) => Ok(Ok(())),
            Err(report) if report.server_error().is_some() => Ok(Err(Some(report))),
            Err(report) => Err(report),
        }
    }

    /// Ends the session.
    pub(super) async fn close(self) {
        self.session.close().await;
    }
}

/// Tells whether a built-in function may be called by everybody under each of its names:
/// another function on it has rights of its own.
pub(in crate::scratch) async fn is_public(
    session: &Session,
    function: &str,
    role: &str,
) -> Result<bool> {
    let sql = format!(
        "SELECT pg_catalog.bool_and(pg_catalog.has_function_privilege({}, p.oid, 'EXECUTE')) \
         FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang \
         WHERE l.lanname = 'internal' AND p.oid < 16384 AND p.prosrc = {}",
        literal(role),
        literal(function)
    );
    Ok(session.query_one(&sql).await?.get(0) == Some("t"))
}

/// Tells whether creating a routine runs no validator of the text's own: a language can get
/// another one, even one of those that every database has (manual, "CREATE LANGUAGE").
pub(in crate::scratch) async fn keeps_validators(session: &Session, sql: &str) -> Result<bool> {
    if !judge::makes_routine(sql) {
        return Ok(true);
    }
    let sql = "SELECT pg_catalog.count(*) FROM pg_catalog.pg_language \
               WHERE lanname OPERATOR(pg_catalog.=) \
               ANY ('{internal,c,sql,plpgsql}'::pg_catalog.name[]) \
               AND (oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid \
               OR lanvalidator OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid)";
    Ok(session.query_one(sql).await?.get(0) == Some("0"))
}

/// Runs a statement as the session's own role, which is the owner where there is no second
/// session; only what the fixed list allows, so that a text means the same everywhere.
pub(super) async fn run_alone(
    sql: &str,
    text: &Text,
    settings: &Settings,
) -> Result<Result<(), Option<Report>>> {
    if judge::privileged(sql) == Privileged::No {
        return Ok(Err(None));
    }
    text.run("RESET ROLE").await?;
    let run = text.run(sql).await;
    text.settle(settings).await?;
    match run {
        Err(report) if report.server_error().is_none() => Err(report),
        run => Ok(run.map_err(Some)),
    }
}

/// Returns the statement that gives the role what the owner owns and it may own.
///
/// Object identifiers below 16384 are the server's own (manual, "System Catalog Initial
/// Data"); members of extensions stay with whoever made the extension.
fn give_to(role: &str) -> String {
    let body = format!(
        "DECLARE command text; BEGIN FOR command IN \
         SELECT 'ALTER ROUTINE ' || p.oid::regprocedure FROM pg_proc p \
         WHERE p.proowner = current_user::regrole AND {own_p} \
         UNION ALL SELECT 'ALTER TYPE ' || t.oid::regtype FROM pg_type t \
         WHERE t.typowner = current_user::regrole AND t.typelem = 0 AND t.typrelid = 0 \
         AND t.typisdefined AND {own_t} \
         UNION ALL SELECT format('ALTER OPERATOR CLASS %I.%I USING %I', n.nspname, c.opcname, a.amname) \
         FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace \
         JOIN pg_am a ON a.oid = c.opcmethod \
         WHERE c.opcowner = current_user::regrole AND {own_c} \
         UNION ALL SELECT format('ALTER OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, a.amname) \
         FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace \
         JOIN pg_am a ON a.oid = f.opfmethod \
         WHERE f.opfowner = current_user::regrole AND {own_f} \
         UNION ALL SELECT format('ALTER SERVER %I', s.srvname) FROM pg_foreign_server s \
         WHERE s.srvowner = current_user::regrole AND {own_s} \
         LOOP EXECUTE command || ' OWNER TO {role}'; END LOOP; END",
        own_p = own("p", "pg_proc"),
        own_t = own("t", "pg_type"),
        own_c = own("c", "pg_opclass"),
        own_f = own("f", "pg_opfamily"),
        own_s = own("s", "pg_foreign_server"),
        role = ident(role),
    );
    format!("DO {}", literal(&body))
}

fn own(alias: &str, catalog: &str) -> String {
    format!(
        "{alias}.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d \
         WHERE d.classid = '{catalog}'::regclass AND d.objid = {alias}.oid AND d.deptype = 'e')"
    )
}
