//! Event triggers (manual, "CREATE EVENT TRIGGER"). They belong to the database, not to a
//! schema.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::Risk,
    sql::quote::{ident, literal},
};

use super::{
    Address, Alter, Changed, Claim, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class, common::OWNER,
    trigger::{firing_verb, firing_word},
};

/// The kind.
pub const EVENT_TRIGGER: Kind = Kind::new(&INFO);

static INFO: KindInfo =
    KindInfo { fires: true, ..KindInfo::new("event trigger", "event triggers") };

/// The event: `ddl_command_start`, `ddl_command_end`, `sql_drop`, `table_rewrite`, `login`.
pub const EVENT: Attr<Name> = Attr::new(&AttrDef {
    name: "event",
    class: AttrClass::Plain,
});

/// The command tags it is for; absent if for all.
pub const TAGS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "tags",
    class: AttrClass::Set,
});

/// The function, quoted and qualified.
pub const FUNCTION: Attr<Name> = Attr::new(&AttrDef {
    name: "function",
    class: AttrClass::Plain,
});

/// When it fires, where that is not the usual: `disabled`, `replica`, `always`.
pub const FIRING: Attr<Name> = Attr::new(&AttrDef {
    name: "firing",
    class: AttrClass::Plain,
});

/// The rules of event triggers.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        EVENT_TRIGGER
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        &[EVENT.def, TAGS.def, FUNCTION.def, FIRING.def]
    }

    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(
            Stage::Objects,
            "SELECT e.oid, e.evtname, e.evtevent, e.evttags, e.evtfoid, \
             e.evtfoid::regproc::text, e.evtenabled::text, e.evtowner FROM pg_event_trigger e",
        )
    }

    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()> {
        let address = Address::new(class::EVENT_TRIGGER, row.take()?);
        let Some(mut draft) = reader.global(EVENT_TRIGGER, address, row.take()?) else {
            return Ok(());
        };
        draft.set(EVENT, reader.name(row.take()?));
        if let Some(tags) = row.take::<Option<Vec<&str>>>()? {
            draft.set(TAGS, reader.names(tags));
        }
        draft.needs(Address::new(class::FUNCTION, row.take()?));
        draft.set(FUNCTION, reader.name(row.take()?));
        if let Some(word) = firing_word(row.take()?) {
            draft.set(FIRING, reader.name(word));
        }
        draft.set(OWNER, reader.role(row.take()?));
        reader.push(draft);
        Ok(())
    }

    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let trigger = cx.new.at(new);
        let (name, event) = (trigger.id.dotted(), trigger.text(EVENT));
        let tags: Vec<String> = trigger.list(TAGS).iter().map(|it| literal(it)).collect();
        let tags = match tags.as_slice() {
            [] => String::new(),
            tags => format!(" WHEN TAG IN ({})", tags.join(", ")),
        };
        let function = trigger.text(FUNCTION);
        let sql =
            format!("CREATE EVENT TRIGGER {name} ON {event}{tags} EXECUTE FUNCTION {function}()");
        let mut actions = vec![Action::new(sql).risk(fires(trigger))];
        if trigger.attrs.text(FIRING).is_some() {
            actions.push(firing(trigger));
        }
        actions
    }

    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action> {
        let name = cx.old.at(old).id.dotted();
        vec![Action::new(format!("DROP EVENT TRIGGER {name}"))]
    }

    /// It comes last: it would fire at the statements of this plan, and may refuse them.
    fn after(&self, cx: &Cx<'_>, _new: Ref) -> Vec<Ref> {
        cx.new
            .objects()
            .filter(|(_, object)| object.id.kind != EVENT_TRIGGER)
            .map(|(at, _)| at)
            .collect()
    }

    fn alter(&self, cx: &Cx<'_>, _old: Ref, new: Ref, changed: &Changed) -> Alter {
        if changed.has(EVENT) || changed.has(TAGS) || changed.has(FUNCTION) {
            return Alter::Replace;
        }
        let mut actions = Vec::new();
        if changed.has(FIRING) {
            actions.push(firing(cx.new.at(new)));
        }
        Alter::InPlace(actions)
    }

    fn address(&self, object: &Object) -> Option<String> {
        Some(format!("EVENT TRIGGER {}", object.id.dotted()))
    }

    fn claims(&self, object: &Object) -> Vec<Claim> {
        vec![Claim::new("event trigger", &[object.id.name()])]
    }
}

/// Whoever changes the schema runs the function, with his own rights.
fn fires(trigger: &Object) -> Risk {
    Risk::none().security(format!(
        "{} runs at {} of everybody",
        trigger.text(FUNCTION),
        trigger.text(EVENT)
    ))
}

fn firing(trigger: &Object) -> Action {
    let (name, verb) = (ident(trigger.id.name()), firing_verb(trigger.attrs.text(FIRING)));
    let action = Action::new(format!("ALTER EVENT TRIGGER {name} {verb}"));
    match trigger.attrs.text(FIRING) {
        Some("disabled") => action,
        _ => action.risk(fires(trigger)),
    }
}
