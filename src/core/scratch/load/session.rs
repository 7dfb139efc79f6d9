//! The session in which texts run, and the settings that each file makes in it.
//!
//! All files share one connection; each sees only its own settings. They are made again
//! when a file is taken up after another.

use crate::conn::Session;
use crate::error::{Class, Report, Result};
use crate::progress::Cancel;
use crate::scratch::embedded;

/// The settings a file has made so far, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings(Vec<Setting>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Setting {
    sql: String,
    local: bool,
}

impl Settings {
    /// Keeps a statement that makes a setting; one that makes it anew replaces it.
    pub(super) fn keep(&mut self, sql: String, local: bool) {
        let of = |sql: &str| {
            let mut words = super::words::words(sql).take(3);
            let verb = words.next().is_some_and(|word| word.is("SET"));
            let name = words.next().and_then(|word| word.name());
            // `SET a.b` and `SET SESSION a` are told apart by more words than these.
            let simple = words.next().is_some_and(|word| word.is_any(&["=", "TO"]));
            name.filter(|_| verb && simple)
                .map(std::borrow::Cow::into_owned)
        };
        if let Some(name) = of(&sql) {
            // What a transaction ends must come to light again.
            self.0
                .retain(|known| of(&known.sql).as_ref() != Some(&name) || local && !known.local);
        }
        self.0.push(Setting { sql, local });
    }

    /// Forgets the settings that end with a transaction; tells whether there were any.
    pub(super) fn end_transaction(&mut self) -> bool {
        let before = self.0.len();
        self.0.retain(|setting| !setting.local);
        self.0.len() != before
    }
}

/// The session in which texts run.
pub(super) struct Text {
    session: Session,
    cancel: Cancel,
    /// The file whose settings it has.
    current: Option<usize>,
}

impl Text {
    /// Returns the session for texts.
    pub(super) const fn new(session: Session, cancel: Cancel) -> Self {
        Self {
            session,
            cancel,
            current: None,
        }
    }

    /// Turns to a file: the session gets that file's settings.
    pub(super) async fn enter(&mut self, file: usize, settings: &Settings) -> Result<()> {
        if self.current != Some(file) {
            self.settle(settings).await?;
            self.current = Some(file);
        }
        Ok(())
    }

    /// Gives the session the database's own settings, then these.
    pub(super) async fn settle(&self, settings: &Settings) -> Result<()> {
        self.run("RESET ALL").await?;
        self.run("RESET ROLE").await?;
        for setting in &settings.0 {
            self.run(&setting.sql).await?;
        }
        Ok(())
    }

    /// Runs one statement.
    pub(super) async fn run(&self, sql: &str) -> Result<()> {
        self.guarded(self.session.execute(sql)).await
    }

    /// Runs several statements in one message: all of them or none.
    pub(super) async fn run_all(&self, sql: &str) -> Result<()> {
        let query = async { self.session.query(sql).await.map(|_| 0) };
        self.guarded(query).await
    }

    /// Runs a COPY with the lines behind it.
    pub(super) async fn copy(&self, sql: &str, data: &str) -> Result<()> {
        self.guarded(self.session.copy_in(sql, data.as_bytes()))
            .await
    }

    /// Makes roles as the session's own role, then gives it the file's settings again.
    pub(super) async fn make_roles(&self, roles: &[String], settings: &Settings) -> Result<()> {
        self.run("RESET ROLE").await?;
        for role in roles {
            embedded::make_role(&self.session, role).await?;
        }
        self.settle(settings).await
    }

    /// Returns the value a setting has in this session.
    pub(super) async fn setting(&self, name: &str) -> Result<String> {
        let row = self.session.query_one(&format!("SHOW {name}")).await?;
        Ok(row.get(0).unwrap_or_default().to_owned())
    }

    /// Returns the role of this session.
    pub(super) fn role(&self) -> &str {
        self.session.user()
    }

    /// Waits for a statement; when asked to stop, asks the server to.
    async fn guarded(&self, statement: impl Future<Output = Result<u64>>) -> Result<()> {
        let stopped = || Report::new(Class::Interrupted, "loading was stopped");
        if self.cancel.is_cancelled() {
            return Err(stopped());
        }
        tokio::pin!(statement);
        tokio::select! {
            done = &mut statement => done.map(drop),
            () = self.cancel.cancelled() => {
                self.session.cancel().await?;
                // The answer must be taken before the session can be closed in good order.
                let _ = statement.await;
                Err(stopped())
            }
        }
    }

    /// Ends the session's use: it closes with this value.
    pub(super) async fn close(&mut self) {
        // What a text left open is of no effect once its role has no session.
        let _ = self.session.execute("RESET ALL").await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_made_anew_replaces_the_old_one() {
        let mut settings = Settings::default();
        settings.keep("SET search_path = a".into(), false);
        settings.keep("SET xmloption = content".into(), false);
        settings.keep("SET search_path TO b".into(), false);
        settings.keep("SET search_path = c".into(), true);
        let kept: Vec<_> = settings.0.iter().map(|one| one.sql.as_str()).collect();
        assert_eq!(
            kept,
            [
                "SET xmloption = content",
                "SET search_path TO b",
                "SET search_path = c"
            ]
        );
        assert!(settings.end_transaction());
        assert!(!settings.end_transaction());
        assert_eq!(settings.0.len(), 2);
    }
}
