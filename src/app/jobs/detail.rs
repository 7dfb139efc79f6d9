//! The details of an object, looked up off the loop: the text, and the server's figures.

use std::sync::Arc;

use pgworks_core::{
    catalog::{Catalog, ObjectId},
    error::{Report, Result},
    introspect,
    sql::display,
};

use super::{Work, stopped};
use crate::app::{
    event::Answer,
    state::{detail, id::DbId},
};

/// Looks an object up.
pub(super) async fn look(
    work: &Work,
    db: DbId,
    catalog: Arc<Catalog>,
    id: ObjectId,
) -> Result<Answer> {
    work.busy(move || {
        let at = catalog.find(&id).ok_or_else(|| {
            Report::usage("the object is not there any more")
                .on(id.to_string())
                .hint("read the database again")
        })?;
        Ok(Answer::Detail(db, Arc::new(detail::of(&catalog, at)?)))
    })
    .await
}

/// Asks the server for its figures.
pub(super) async fn statistics(work: &Work, db: DbId, id: &ObjectId) -> Result<Answer> {
    let session = work.stoppable(work.cx.databases.session(db)).await?;
    let figures = match session {
        Some(session) => tokio::select! {
            figures = introspect::statistics(&session, id) => figures?,
            () = work.cancel.cancelled() => {
                session.cancel_reading().await?;
                return Err(stopped());
            }
        },
        None => vec![("figures".into(), "only a live database has them".into())],
    };
    let shown = |text: String| display(&text).into_owned();
    let figures = figures
        .into_iter()
        .map(|(label, value)| (shown(label), shown(value)));
    Ok(Answer::Statistics(db, figures.collect()))
}
