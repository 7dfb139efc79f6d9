//! Subscriptions (manual, "CREATE SUBSCRIPTION"). They stand in a catalog of the whole
//! cluster and belong to one database, not to a schema.
//!
//! The connection string holds a password and is never read: one that is made here reaches
//! nothing and copies nothing until the user gives it his. Whether it is enabled is not
//! compared: that is for those who run it. No statement here contacts a publisher.

mod options;

use crate::{
    catalog::{Action, AttrDef, Kind, KindInfo, Object, Ref},
    error::Result,
    risk::{Risk, Undo},
    sql::quote::ident,
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    common::OWNER,
};

pub use options::{
    BINARY, DISABLE_ON_ERROR, FAILOVER, ORIGIN, PASSWORD_REQUIRED, PUBLICATIONS, RUN_AS_OWNER,
    SLOT_NAME, STREAMING, SYNCHRONOUS_COMMIT, TWO_PHASE,
};

/// The kind.
pub const SUBSCRIPTION: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    is_shared: true,
    ..KindInfo::new("subscription", "subscriptions")
};

/// The connection string of a subscription that is not to connect.
pub const NOWHERE: &str = "host=/nonexistent";

/// The rules of subscriptions.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        SUBSCRIPTION
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        options::ALL
    }

    fn since(&self, attribute: &str) -> u32 {
        options::since(attribute)
    }

    /// The connection string is not asked for. PostgreSQL 13 shows two more columns to
    /// superusers only; a view of its own tells everybody the OID.
    fn query(&self, cx: &ReadCx) -> Query {
        let streaming = cx.since(
            16,
            "s.substream::text",
            cx.since(14, "CASE WHEN s.substream THEN 't' ELSE 'f' END", "'f'"),
        );
        let (oid, commit) = if cx.is_superuser || cx.version >= 140_000 {
            ("s.oid", "s.subsynccommit")
        } else {
            let oid = "coalesce((SELECT min(v.subid) FROM pg_stat_subscription v \
                       WHERE v.subname = s.subname), 0)::oid";
            (oid, "NULL::text")
        };
        let columns = [
            oid,
            "s.subname",
            "s.subowner",
            "s.subslotname",
            "s.subpublications",
            commit,
            cx.since(14, "s.subbinary", "false"),
            streaming,
            cx.since(15, "s.subtwophasestate <> 'd'", "false"),
            cx.since(15, "s.subdisableonerr", "false"),
            cx.since(16, "s.subpasswordrequired", "true"),
            cx.since(16, "s.subrunasowner", "false"),
            cx.since(16, "s.suborigin", "'any'"),
            cx.since(17, "s.subfailover", "false"),
        ];
        Query::new(
            Stage::Objects,
            format!(
                "SELECT {} FROM pg_subscription s WHERE s.subdbid = \
                 (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())",
                columns.join(", ")
            ),
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::SUBSCRIPTION, row.take()?);
        let Some(mut draft) = reader.global(SUBSCRIPTION, address, row.take()?) else {
            return Ok(());
        };
        draft.set(OWNER, reader.role(row.take()?));
        options::read(row, reader, &mut draft)?;
        if !draft.has(SYNCHRONOUS_COMMIT) {
            reader.miss(
                "synchronous_commit of subscriptions",
                "PostgreSQL 13 shows it to superusers only",
            );
        }
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let mut with = vec!["connect = false".to_owned()];
        with.extend(options::with(object, cx.version()));
        let sql = format!(
            "CREATE SUBSCRIPTION {name} CONNECTION '{NOWHERE}' PUBLICATION {} WITH ({})",
            options::publications(object),
            with.join(", ")
        );
        let waits = format!(
            "whoever waits for the rows of {name}: its connection string is never read, so none \
             is written and it is disabled. Set the string (ALTER SUBSCRIPTION {name} CONNECTION \
             '...'), see to its slot on the publisher, then ENABLE it and REFRESH PUBLICATION"
        );
        vec![Action::new(sql).risk(Risk::none().breaking(waits))]
    }

    /// Without a slot and with a connection that leads nowhere the server contacts nobody;
    /// all of it stands in one transaction.
    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let object = cx.old.at(old);
        let name = object.id.dotted();
        let left = match object.attrs.text(SLOT_NAME) {
            Some(slot) => format!(
                "the publisher of {name}, which keeps its log for the slot {} until that is \
                 dropped there",
                ident(slot)
            ),
            None => format!("whoever waits for the rows of {name}"),
        };
        let lost = format!("the connection string and the position of {name}");
        // A role without superuser must give a password, though none is used (16 on).
        let password = if cx.version() >= 160_000 { " password=none" } else { "" };
        let alter = |what: &str| Action::new(format!("ALTER SUBSCRIPTION {name} {what}"));
        let lost = |action: Action| action.undo(Undo::StructureOnly(lost.clone()));
        vec![
            alter("DISABLE"),
            lost(alter(&format!("CONNECTION '{NOWHERE}{password}'"))),
            alter("SET (slot_name = NONE)"),
            lost(Action::new(format!("DROP SUBSCRIPTION {name}")).risk(Risk::none().breaking(left))),
        ]
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        let object = cx.new.at(new);
        let name = object.id.dotted();
        let alter = |what: String| Action::new(format!("ALTER SUBSCRIPTION {name} {what}"));
        let mut actions = Vec::new();
        let loses_slot = changed.has(SLOT_NAME) && object.attrs.text(SLOT_NAME).is_none();
        let begins_two_phase = changed.has(TWO_PHASE) && can_begin_two_phase(cx, object);
        if loses_slot || begins_two_phase {
            let waits = format!("whoever waits for the rows of {name}: it stays disabled");
            actions.push(alter("DISABLE".into()).risk(Risk::none().breaking(waits)));
        }
        if changed.has(PUBLICATIONS) {
            let list = options::publications(object);
            let waits = format!(
                "whoever waits for the rows of {name}: its tables come with ALTER SUBSCRIPTION \
                 {name} REFRESH PUBLICATION, which contacts the publisher"
            );
            let sql = format!("SET PUBLICATION {list} WITH (refresh = false)");
            actions.push(alter(sql).risk(Risk::none().breaking(waits)));
        }
        let mut options = options::changed(object, changed, cx.version());
        if begins_two_phase {
            options.push("two_phase = true".into());
        }
        if !options.is_empty() {
            let mut risk = Risk::none();
            if changed.has(SLOT_NAME) {
                risk = risk.breaking(format!("replication by {name}, if the slot is not there"));
            }
            if changed.has(PASSWORD_REQUIRED) || changed.has(RUN_AS_OWNER) {
                risk = risk.security(format!("{name} acts with other rights"));
            }
            actions.push(alter(format!("SET ({})", options.join(", "))).risk(risk));
        }
        Alter::InPlace(actions)
    }

    /// What the slot on the publisher has to follow is not done behind the user's back.
    fn leaves(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Option<String> {
        let object = cx.new.at(new);
        let by_hand = |option: &str, is_on: bool| {
            format!(
                "{option} is changed on the publisher too: run ALTER SUBSCRIPTION {} SET \
                 ({option} = {is_on}) while it is disabled and the publisher can be reached",
                object.id.dotted()
            )
        };
        let slot = object.attrs.text(SLOT_NAME).filter(|_| changed.has(SLOT_NAME));
        if slot.is_some_and(|it| !options::is_slot_name(it)) {
            return Some("the server gives no slot such a name, but a new subscription".into());
        }
        if changed.has(FAILOVER) {
            return Some(by_hand("failover", object.is(FAILOVER)));
        }
        if changed.has(TWO_PHASE) && !can_begin_two_phase(cx, object) {
            return Some(if cx.version() < 180_000 {
                "two_phase is fixed when a subscription is made (before PostgreSQL 18): drop it \
                 and create it anew, with its connection string"
                    .to_owned()
            } else {
                by_hand("two_phase", object.is(TWO_PHASE))
            });
        }
        None
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("SUBSCRIPTION {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("subscription", &[object.id.name()])]
    }
}

/// Turning it on needs no slot to be altered (PostgreSQL 18).
fn can_begin_two_phase(cx: &Cx<'_>, object: &Object) -> bool {
    object.is(TWO_PHASE) && cx.version() >= 180_000
}
