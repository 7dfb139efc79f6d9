//! What of a load the owner of the scratch database runs in the place of the text's role.
//!
//! Whether he may is decided in `judge`; here it is what becomes of the load.

use super::{File, Load, Stop, judge, owner, stop, subscription};
use crate::error::{Class, Report, Result};
use crate::sql::split::Statement;

impl Load<'_> {
    /// Has the owner run what was written in the place of a statement, where the cluster is
    /// ours: the database cannot be dropped before a subscription is.
    pub(super) async fn instead(
        &mut self,
        file: &File<'_>,
        statement: &Statement<'_>,
        list: &[String],
    ) -> Result<(), Stop> {
        if !self.database.provider.is_private() {
            self.note(
                file,
                statement,
                "left out: it reaches beyond the scratch database",
            );
            return Ok(());
        }
        for sql in list {
            let Err(refused) = self.as_owner(file, statement, sql).await? else {
                continue;
            };
            let report = refused.unwrap_or_else(|| {
                Report::new(Class::Server, "a statement about a subscription is not run")
            });
            let is_missing = report.sqlstate() == Some("42704");
            if is_missing && subscription::may_be_missing(statement.text) {
                return Ok(());
            }
            // The embedded engine cannot load what speaks to publishers.
            if self.has_one_session() && !is_missing {
                self.note(
                    file,
                    statement,
                    "left out: the embedded engine has no subscriptions",
                );
                return Ok(());
            }
            return Err(stop(report));
        }
        Ok(())
    }

    /// Has the owner run a statement, if the fixed list allows it; the inner error is the
    /// server's, or nothing where the list does not allow it.
    pub(super) async fn as_owner(
        &mut self,
        file: &File<'_>,
        statement: &Statement<'_>,
        sql: &str,
    ) -> Result<Result<(), Option<Report>>> {
        match self.by_owner(file, sql).await? {
            Err(Some(report))
                if report.sqlstate() == Some("42501") && judge::owner_to_role(sql).is_some() =>
            {
                self.note(file, statement, "left out: only a superuser could own it");
                Ok(Ok(()))
            }
            Ok(()) => {
                self.refused_owners.extend(judge::owner_to_role(sql));
                Ok(Ok(()))
            }
            run => Ok(run),
        }
    }

    async fn by_owner(&mut self, file: &File<'_>, sql: &str) -> Result<Result<(), Option<Report>>> {
        if self.has_one_session() {
            return owner::run_alone(sql, &self.text, &file.settings).await;
        }
        let owner = match self.privileged.take() {
            Some(owner) => owner,
            None => owner::Owner::open(self.database).await?,
        };
        let run = owner.run(sql, &self.text).await;
        self.privileged = Some(owner);
        run
    }

    /// Runs what is about event triggers, after all else: from then on the owner must not
    /// run anything that fires them.
    pub(super) async fn event_triggers(&mut self, queue: &mut [File<'_>]) -> Result<()> {
        for (at, next) in std::mem::take(&mut self.last) {
            let Some(file) = queue.get_mut(at) else {
                continue;
            };
            let Some(statement) = file.statements.get(next).cloned() else {
                continue;
            };
            self.text.enter(at, &file.settings).await?;
            let done = if self.database.provider.is_private() {
                self.as_owner(file, &statement, statement.text)
                    .await?
                    .map_err(|refused| {
                        stop(refused.unwrap_or_else(|| {
                            Report::new(
                                Class::Server,
                                "a statement about an event trigger is \
                                                        of a form that is not run",
                            )
                        }))
                    })
            } else {
                self.run(file, &statement, statement.text).await
            };
            if let Err(stop) = done {
                return Err(stop.at(file.name, &statement).into_report());
            }
        }
        Ok(())
    }
}
