//! The queries of a reading and their order.
//!
//! Within a stage the sessions take queries from one list; a stage begins when the one
//! before is done, since its rows name objects of that.

use std::sync::{Mutex, PoisonError};

use futures_util::future::try_join_all;

use crate::{
    catalog::{EdgeKind, Unmodelled},
    conn::Session,
    error::Result,
    kinds::{self, Address, Fields, ReadCx, Reader, Rules, Stage, class},
    progress::Progress,
};

use super::{marks, unmodelled as unknown};

type Read = fn(&mut Fields<'_>, &mut Reader) -> Result<()>;

/// Who reads the rows of a query.
enum By {
    Kind(&'static dyn Rules),
    Itself(Read),
}

struct Job {
    what: &'static str,
    sql: String,
    by: By,
}

impl Job {
    /// Leaves out the rows about relations and types that are not among `parts`. The first two
    /// columns of the query are an address.
    fn of_parts(mut self, parts: Option<&str>) -> Self {
        if let Some(parts) = parts {
            self.sql = format!(
                "SELECT * FROM ({}) x (class, object) WHERE x.class <> ALL ({}) \
                 OR x.object = ANY ({parts})",
                self.sql,
                marks::classes_of_parts()
            );
        }
        self
    }
}

/// Runs all queries; returns how many rows came. Where only some relations are read, `parts`
/// are they, their parts and what belongs to no relation, as an SQL array of OIDs.
pub(super) async fn run(
    sessions: &[Session],
    cx: &ReadCx,
    parts: Option<&str>,
    reader: &Mutex<Reader>,
    progress: &Progress,
) -> Result<u64> {
    let mut stages: Vec<(Stage, Vec<Job>)> = vec![
        (Stage::Containers, Vec::new()),
        (Stage::Objects, vec![types(cx)]),
        // These two name objects by address and are joined to them at the end, so they may
        // run while the longest of all queries does.
        (
            Stage::Columns,
            [dependencies(cx), comments(), labels()]
                .map(|job| job.of_parts(parts))
                .into(),
        ),
        (Stage::Members, Vec::new()),
    ];
    let is_wanted = |rules: &&&dyn Rules| cx.globals || !rules.kind().info().is_global;
    for rules in kinds::ALL.iter().filter(is_wanted) {
        let query = rules.query(cx);
        if let Some((_, jobs)) = stages.iter_mut().find(|(stage, _)| *stage == query.stage) {
            jobs.push(Job {
                what: rules.kind().info().plural,
                sql: query.sql,
                by: By::Kind(*rules),
            });
        }
    }
    let mut rows = run_stage(sessions, vec![roles(), members()], reader, progress).await?;
    for (_, jobs) in stages {
        rows += run_stage(sessions, jobs, reader, progress).await?;
    }
    Ok(rows)
}

async fn run_stage(
    sessions: &[Session],
    jobs: Vec<Job>,
    reader: &Mutex<Reader>,
    progress: &Progress,
) -> Result<u64> {
    let queue = Mutex::new(jobs.into_iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = sessions.iter().map(async |session| {
        let mut rows = 0;
        while let Some(job) = next() {
            progress.say(format!("reading {}", job.what));
            rows += session
                .stream(&job.sql, |row| {
                    let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
                    let mut fields = Fields::new(row);
                    match &job.by {
                        By::Kind(rules) => rules.read(&mut fields, &mut reader),
                        By::Itself(read) => read(&mut fields, &mut reader),
                    }
                })
                .await?;
        }
        Ok(rows)
    });
    try_join_all(work)
        .await
        .map(|rows: Vec<u64>| rows.iter().sum())
}

/// Makes the roles known.
pub(super) async fn know_roles(session: &Session, reader: &Mutex<Reader>) -> Result<()> {
    let progress = Progress::silent();
    let sessions = std::slice::from_ref(session);
    run_stage(sessions, vec![roles()], reader, &progress).await?;
    Ok(())
}

fn roles() -> Job {
    Job {
        what: "roles",
        sql: "SELECT oid, rolname FROM pg_roles".into(),
        by: By::Itself(|row, reader| {
            let oid = row.take()?;
            reader.know_role(oid, row.take()?);
            Ok(())
        }),
    }
}

fn members() -> Job {
    Job {
        what: "extension members",
        sql: "SELECT d.classid, d.objid, d.refobjid, upper(i.type) || ' ' || i.identity \
              FROM pg_depend d, pg_identify_object(d.classid, d.objid, d.objsubid) i \
              WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'"
            .into(),
        by: By::Itself(|row, reader| {
            let (class, oid) = (row.take()?, row.take()?);
            let extension = Address::new(class::EXTENSION, row.take()?);
            let name: Option<&str> = row.take()?;
            reader.know_member(class, oid, extension, name.unwrap_or_default());
            Ok(())
        }),
    }
}

/// The texts of all types that columns have. Each is asked for once, though a hundred
/// thousand columns have it.
fn types(cx: &ReadCx) -> Job {
    let is_wanted = cx.relation_is_wanted("a.attrelid");
    Job {
        what: "types of columns",
        sql: format!(
            "SELECT t.atttypid, t.atttypmod, format_type(t.atttypid, t.atttypmod) \
             FROM (SELECT DISTINCT a.atttypid, a.atttypmod FROM pg_attribute a \
             WHERE a.attnum > 0 AND NOT a.attisdropped AND {is_wanted}) t"
        ),
        by: By::Itself(|row, reader| {
            let (oid, modifier) = (row.take()?, row.take()?);
            reader.know_type(oid, modifier, row.take()?);
            Ok(())
        }),
    }
}

fn comments() -> Job {
    Job {
        what: "comments",
        sql: "SELECT classoid, objoid, objsubid, description FROM pg_description \
              WHERE objoid >= 16384 OR classoid = 'pg_namespace'::regclass UNION ALL \
              SELECT classoid, objoid, 0, description FROM pg_shdescription"
            .into(),
        by: By::Itself(|row, reader| {
            let address = Address {
                class: row.take()?,
                object: row.take()?,
                part: row.take()?,
            };
            reader.comment_later(address, row.take()?);
            Ok(())
        }),
    }
}

/// Labels on objects that the cluster shares are in another catalog.
fn labels() -> Job {
    Job {
        what: "security labels",
        sql: "SELECT classoid, objoid, objsubid, provider, label FROM pg_seclabel UNION ALL \
              SELECT classoid, objoid, 0, provider, label FROM pg_shseclabel"
            .into(),
        by: By::Itself(|row, reader| {
            let address = Address {
                class: row.take()?,
                object: row.take()?,
                part: row.take()?,
            };
            let provider: &str = row.take()?;
            reader.label_later(address, provider, row.take()?);
            Ok(())
        }),
    }
}

/// What depends on what (manual, "System Catalogs", `pg_depend`).
///
/// Automatic dependencies on columns are known from the rows of keys and indexes, except
/// those of expressions. Internal ones say what stands for what: an index for its
/// constraint, a row type for its table. What a generation expression uses the column
/// itself depends on before PostgreSQL 15, the expression since.
/// What PostgreSQL made itself for a foreign key, and toast tables, nobody depends on.
fn dependencies(cx: &ReadCx) -> Job {
    let of_columns = cx.since(
        15,
        "",
        " UNION ALL SELECT 'pg_attrdef'::regclass::oid, f.oid, 0, d.refclassid, d.refobjid, \
         d.refobjsubid, false FROM pg_attribute a JOIN pg_attrdef f ON f.adrelid = a.attrelid \
         AND f.adnum = a.attnum JOIN pg_depend d ON d.classid = 'pg_class'::regclass \
         AND d.objid = a.attrelid AND d.objsubid = a.attnum \
         WHERE a.attgenerated <> '' AND d.deptype = 'a' AND d.refobjid >= 16384 \
         AND d.refclassid <> 'pg_namespace'::regclass \
         AND (d.refobjid <> d.objid OR d.refobjsubid > 0)",
    );
    Job {
        what: "dependencies",
        sql: "SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, \
              d.deptype = 'i' FROM pg_depend d WHERE d.refobjid >= 16384 \
              AND d.refclassid <> 'pg_namespace'::regclass \
              AND NOT (d.deptype = 'i' AND (d.classid = 'pg_trigger'::regclass \
              AND d.refclassid = 'pg_constraint'::regclass OR d.refobjsubid = 0 \
              AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass)) \
              AND (d.deptype IN ('n', 'x', 'i') \
              OR d.deptype = 'a' AND d.refobjsubid > 0 AND (\
              d.classid = 'pg_statistic_ext'::regclass OR \
              d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_index i WHERE \
              i.indexrelid = d.objid AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)) OR \
              d.classid = 'pg_attrdef'::regclass AND EXISTS (SELECT FROM pg_attrdef f \
              JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum \
              WHERE f.oid = d.objid AND a.attgenerated <> ''))) AND "
            .to_owned()
            + &kinds::is_of_no_default()
            + of_columns,
        by: By::Itself(|row, reader| {
            let from = Address {
                class: row.take()?,
                object: row.take()?,
                part: row.take()?,
            };
            let to = Address {
                class: row.take()?,
                object: row.take()?,
                part: row.take()?,
            };
            if row.take()? {
                reader.alias(from, to);
            } else {
                reader.depend_later(from, to, EdgeKind::Needs);
            }
            Ok(())
        }),
    }
}

/// Lists what the catalog holds and no kind models.
pub(super) async fn unmodelled(session: &Session, cx: &ReadCx) -> Result<Vec<Unmodelled>> {
    let mut found: Vec<Unmodelled> = session
        .query(&unknown::query(cx))
        .await?
        .iter()
        .filter_map(unknown::read)
        .collect();
    found.sort();
    found.dedup();
    Ok(found)
}
