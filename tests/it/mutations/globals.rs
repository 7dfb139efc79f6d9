//! Planted mutations of what belongs to the cluster or to the database as a whole.
//!
//! All databases of a server share it, so these entries have a server of their own and are
//! applied one after the other; each is led back and there.

use std::collections::BTreeSet;

use pgworks_core::{
    catalog::Catalog,
    diff::{Difference, Filter, diff},
    introspect::{self, Scope},
    plan::{Wishes, route},
    progress::{Cancel, Progress},
};

use super::entries;
use crate::{
    harness::{self, Database},
    round_trip,
};

/// What all entries start from.
const BASE: &str = "
    CREATE ROLE g_owner CREATEDB;
    CREATE ROLE \"g User\" LOGIN CONNECTION LIMIT 7 VALID UNTIL '2031-01-01 00:00:00+00';
    CREATE ROLE g_group NOINHERIT;
    CREATE ROLE g_other;
    CREATE ROLE g_gone;
    COMMENT ON ROLE g_group IS 'a group';
    GRANT g_group TO \"g User\" WITH ADMIN OPTION;
    GRANT g_group TO g_owner;
    GRANT pg_monitor TO g_owner;
    ALTER ROLE \"g User\" SET search_path = '$user', \"Odd, one\";
    ALTER ROLE \"g User\" SET g.\"Own\" = 'it''s';
    ALTER ROLE g_owner IN DATABASE base SET work_mem = '7MB';
    ALTER ROLE ALL SET g.everybody = 'x';
    ALTER DATABASE base SET search_path = app, public;
    ALTER DATABASE base SET statement_timeout = 70000;
    COMMENT ON DATABASE base IS 'the base';
    GRANT CREATE ON DATABASE base TO g_group;
    REVOKE TEMPORARY ON DATABASE base FROM PUBLIC;";

/// Entries that leave a role that the plan does not drop.
const STAYS: &[&str] = &["role.present", "role.absent", "role.name"];

/// Reads a catalog with all of it; nobody is connected to the database afterwards.
pub(super) fn read(database: &Database) -> Catalog {
    let scope = Scope {
        globals: true,
        ..Scope::default()
    };
    block_on(async {
        let sessions = [round_trip::session(database).await];
        let (silent, cancel) = (Progress::silent(), Cancel::new());
        introspect::read(&sessions, &scope, &silent, &cancel)
            .await
            .unwrap()
    })
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

fn filter() -> Filter {
    Filter {
        globals: true,
        ..Filter::default()
    }
}

fn compare(old: &Catalog, new: &Catalog) -> Difference {
    diff(old, new, &filter())
}

/// Leads the database from one state to the other; returns what is wrong.
fn lead(database: &Database, from: &Catalog, to: &Catalog, stays: bool) -> Option<String> {
    let wishes = Wishes {
        filter: filter(),
        ..Wishes::default()
    };
    let route = match route(from, to, &compare(from, to), &wishes) {
        Ok(route) => route,
        Err(report) => return Some(report.to_string()),
    };
    if route.left.is_empty() == stays && stays {
        return Some("no word of the role that stays".to_owned());
    }
    if let Err(why) = block_on(round_trip::run(database, &route.segments)) {
        return Some(why);
    }
    let is = read(database);
    let mut rest = compare(&is, to);
    // What stays is still told of.
    rest.deltas
        .retain(|it| !stays || !matches!(it, pgworks_core::diff::Delta::Drop(_)));
    (!rest.is_empty()).then(|| round_trip::named(&is, to, &rest).join("\n"))
}

#[test]
fn every_mutation_of_the_cluster_is_seen() {
    let Some(server) = harness::own_server() else {
        return harness::skip(harness::NO_SERVER);
    };
    server.psql("postgres", "CREATE DATABASE base").unwrap();
    server.psql("postgres", BASE).unwrap();
    let database = server.named("base");
    let base = read(&database);
    let major = server.cluster().major();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in entries::all() {
        if !entry.is_global() || entry.since > major {
            continue;
        }
        let name = &entry.name;
        if let Err(why) = server.psql("base", &entry.sql) {
            wrong.push(format!("{name}: refused: {why}"));
            continue;
        }
        let mutated = read(&database);
        let found = entries::words(&base, &mutated, &compare(&base, &mutated));
        seen += 1;
        let missing: BTreeSet<&String> = entry.delta.symmetric_difference(&found).collect();
        if !missing.is_empty() || found.is_empty() {
            wrong.push(format!("{name}: {missing:?}"));
        }
        let promised = entries::promised(name);
        if promised.is_some_and(|it| !found.contains(&it)) {
            wrong.push(format!(
                "{name}: its name promises another delta than {found:?}"
            ));
        }
        let gone = |from: &Catalog, to: &Catalog| {
            let all = from.objects().map(|(_, it)| &it.id);
            STAYS.contains(&name.as_str())
                && all
                    .into_iter()
                    .any(|id| id.kind.info().stays.is_some() && to.get(id).is_none())
        };
        for (from, to, way) in [
            (&mutated, &base, "back"),
            (&base, &mutated, "there"),
            (&mutated, &base, "back again"),
        ] {
            // The way begins where the one before ended: with what stayed.
            let is = read(&database);
            let why = lead(&database, &is, to, gone(from, to));
            wrong.extend(why.map(|why| format!("{name}: {way}: {why}")));
        }
        for role in ["g_new", "G gone"] {
            server
                .psql("base", &format!("DROP ROLE IF EXISTS \"{role}\""))
                .unwrap();
        }
    }
    assert!(seen > 25, "{seen}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
