//! What tools make by themselves in a database, as named policies that a comparison can
//! leave out.
//!
//! None of these objects are members of an extension: the manager made them at run time
//! (engine rules: by the extension's presence and by its naming).

use crate::catalog::{Catalog, Object};

use super::{extension::EXTENSION, schema::SCHEMA};

/// What one kind of such objects looks like. What it does not say fits all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pattern {
    /// The kind's name.
    pub kind: Option<&'static str>,
    /// The schema, with `*` and `?`.
    pub schema: Option<&'static str>,
    /// The object's own name.
    pub name: Option<&'static str>,
    /// What follows the name of the table that it is a partition of.
    pub suffix: Option<&'static str>,
}

/// A named policy.
#[derive(Debug)]
pub struct Policy {
    /// The name, as `pgworks.toml` writes it.
    pub name: &'static str,
    /// What it leaves out, in one sentence.
    pub doc: &'static str,
    /// The extension without which it means nothing.
    pub extension: Option<&'static str>,
    /// What it leaves out.
    pub patterns: &'static [Pattern],
}

impl Policy {
    /// Tells whether what the policy is about is there.
    pub fn is_used(&self, catalog: &Catalog) -> bool {
        self.extension
            .is_none_or(|name| catalog.get(&Catalog::id(EXTENSION, &[name])).is_some())
    }
}

const ANY: Pattern = Pattern {
    kind: None,
    schema: None,
    name: None,
    suffix: None,
};

const fn table(name: &'static str) -> Pattern {
    Pattern {
        kind: Some("table"),
        name: Some(name),
        ..ANY
    }
}

const fn schema(name: &'static str) -> Pattern {
    Pattern {
        schema: Some(name),
        ..ANY
    }
}

const fn child(suffix: &'static str) -> Pattern {
    Pattern {
        suffix: Some(suffix),
        ..table("*")
    }
}

const fn trigger(name: &'static str) -> Pattern {
    Pattern {
        kind: Some("trigger"),
        name: Some(name),
        ..ANY
    }
}

/// The policies, by name.
pub const POLICIES: &[Policy] = &[
    Policy {
        name: "migration-tools",
        doc: "Tables in which migration tools keep what was run: Flyway, Liquibase, Rails, \
              Django, Alembic, Prisma, Knex, sqlx, Diesel, goose, EF Core",
        extension: None,
        patterns: &[
            table("flyway_schema_history"),
            table("databasechangelog"),
            table("databasechangeloglock"),
            table("schema_migrations"),
            table("ar_internal_metadata"),
            table("django_migrations"),
            table("alembic_version"),
            table("_prisma_migrations"),
            table("knex_migrations"),
            table("knex_migrations_lock"),
            table("_sqlx_migrations"),
            table("__diesel_schema_migrations"),
            table("goose_db_version"),
            table("__EFMigrationsHistory"),
        ],
    },
    Policy {
        name: "pg_partman",
        doc: "Partitions that pg_partman makes, by their names (NAME_p..., NAME_default), and \
              its template tables; only where the extension is there",
        extension: Some("pg_partman"),
        patterns: &[
            child("_p????*"),
            child("_default"),
            Pattern {
                schema: Some("partman*"),
                ..table("template_*")
            },
        ],
    },
    Policy {
        name: "timescaledb",
        doc: "The schemas of TimescaleDB with chunks and catalogs, and its triggers; only where \
              the extension is there",
        extension: Some("timescaledb"),
        patterns: &[
            schema("_timescaledb_*"),
            schema("timescaledb_*"),
            trigger("ts_insert_blocker"),
            trigger("ts_cagg_invalidation_trigger"),
        ],
    },
    Policy {
        name: "tool-schemas",
        doc: "Schemas that tools keep for themselves: Hasura, Graphile, pg-boss, pg_repack, \
              pgAgent, Heroku",
        extension: None,
        patterns: &[
            schema("hdb_catalog"),
            schema("graphile_worker"),
            schema("graphile_migrate"),
            schema("pgboss"),
            schema("repack"),
            schema("pgagent"),
            schema("_heroku"),
        ],
    },
];

/// Tells whether an object is a schema, which stands for all in it.
pub fn is_schema(object: &Object) -> bool {
    object.id.kind == SCHEMA
}

/// Finds a policy by its name.
pub fn policy(name: &str) -> Option<&'static Policy> {
    POLICIES.iter().find(|policy| policy.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_ordered_and_name_kinds_that_are_there() {
        assert!(POLICIES.is_sorted_by_key(|policy| policy.name));
        for kind in POLICIES
            .iter()
            .flat_map(|it| it.patterns)
            .filter_map(|it| it.kind)
        {
            assert!(crate::kinds::named(kind).is_some(), "{kind}");
        }
    }
}
