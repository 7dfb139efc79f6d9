//! The options of subscriptions: how they are read, and written behind WITH and SET.

use crate::{
    catalog::{Attr, AttrClass, AttrDef, Name, Object},
    error::Result,
    kinds::{Changed, Draft, Fields, Reader},
    sql::quote::{ident, literal},
};

/// The slot on the publisher; absent if there is none.
pub const SLOT_NAME: Attr<Name> = Attr::new(&AttrDef {
    name: "slot_name",
    class: AttrClass::Plain,
});

/// The publications, in their order.
pub const PUBLICATIONS: Attr<Box<[Name]>> = Attr::new(&AttrDef {
    name: "publications",
    class: AttrClass::Plain,
});

/// The setting `synchronous_commit` of those that apply; absent where it may not be read.
pub const SYNCHRONOUS_COMMIT: Attr<Name> = Attr::new(&AttrDef {
    name: "synchronous_commit",
    class: AttrClass::IfTold,
});

/// Whether values are sent in binary form (PostgreSQL 14).
pub const BINARY: Attr<bool> = Attr::new(&AttrDef {
    name: "binary",
    class: AttrClass::Plain,
});

/// Whether transactions are sent while they run (PostgreSQL 14): `on`, `parallel` (16);
/// absent if not.
pub const STREAMING: Attr<Name> = Attr::new(&AttrDef {
    name: "streaming",
    class: AttrClass::Plain,
});

/// Whether prepared transactions are sent when they are prepared (PostgreSQL 15).
pub const TWO_PHASE: Attr<bool> = Attr::new(&AttrDef {
    name: "two_phase",
    class: AttrClass::Plain,
});

/// Whether an error disables it (PostgreSQL 15).
pub const DISABLE_ON_ERROR: Attr<bool> = Attr::new(&AttrDef {
    name: "disable_on_error",
    class: AttrClass::Plain,
});

/// Whether an owner without superuser needs a password (PostgreSQL 16); absent if so.
pub const PASSWORD_REQUIRED: Attr<bool> = Attr::new(&AttrDef {
    name: "password_required",
    class: AttrClass::Plain,
});

/// Whether changes are applied as its owner, not as the owners of the tables (PostgreSQL
/// 16).
pub const RUN_AS_OWNER: Attr<bool> = Attr::new(&AttrDef {
    name: "run_as_owner",
    class: AttrClass::Plain,
});

/// Which changes are asked for (PostgreSQL 16): `none`, those that were made there; absent
/// if any.
pub const ORIGIN: Attr<Name> = Attr::new(&AttrDef {
    name: "origin",
    class: AttrClass::Plain,
});

/// Whether standbys of the publisher get the slot as well (PostgreSQL 17).
pub const FAILOVER: Attr<bool> = Attr::new(&AttrDef {
    name: "failover",
    class: AttrClass::Plain,
});

/// All of them.
pub(super) static ALL: &[&AttrDef] = &[
    SLOT_NAME.def,
    PUBLICATIONS.def,
    SYNCHRONOUS_COMMIT.def,
    BINARY.def,
    STREAMING.def,
    TWO_PHASE.def,
    DISABLE_ON_ERROR.def,
    PASSWORD_REQUIRED.def,
    RUN_AS_OWNER.def,
    ORIGIN.def,
    FAILOVER.def,
];

/// Reads them from the columns of the query, in its order.
pub(super) fn read(row: &mut Fields<'_>, reader: &mut Reader, draft: &mut Draft) -> Result<()> {
    if let Some(slot) = row.take::<Option<&str>>()? {
        draft.set(SLOT_NAME, reader.name(slot));
    }
    draft.set(PUBLICATIONS, reader.names(row.take::<Vec<&str>>()?));
    if let Some(commit) = row.take::<Option<&str>>()? {
        draft.set(SYNCHRONOUS_COMMIT, reader.name(commit));
    }
    draft.flag(BINARY, row.take()?);
    match row.take()? {
        "t" => drop(draft.set(STREAMING, reader.name("on"))),
        "p" => drop(draft.set(STREAMING, reader.name("parallel"))),
        _ => {}
    }
    draft.flag(TWO_PHASE, row.take()?);
    draft.flag(DISABLE_ON_ERROR, row.take()?);
    if !row.take::<bool>()? {
        draft.set(PASSWORD_REQUIRED, false);
    }
    draft.flag(RUN_AS_OWNER, row.take()?);
    let origin: &str = row.take()?;
    if origin != "any" {
        draft.set(ORIGIN, reader.name(origin));
    }
    draft.flag(FAILOVER, row.take()?);
    Ok(())
}

/// Returns the publications as SQL writes them.
pub(super) fn publications(object: &Object) -> String {
    let names: Vec<String> =
        object.list(PUBLICATIONS).iter().map(|it| ident(it).into_owned()).collect();
    names.join(", ")
}

/// Returns the first major version that knows an option; 0 for all.
pub(super) fn since(name: &str) -> u32 {
    let since = |attr: &'static AttrDef| match attr.name {
        "binary" | "streaming" => 14,
        "two_phase" | "disable_on_error" => 15,
        "password_required" | "run_as_owner" | "origin" => 16,
        "failover" => 17,
        _ => 0,
    };
    ALL.iter().find(|def| def.name == name).map_or(0, |def| since(def))
}

/// Returns the options of a new subscription, as far as a server of this version knows them.
///
/// Streaming is written out: its default differs from version to version. A slot of the
/// subscription's own name is not: only so may that be one which is no name for a slot.
pub(super) fn with(object: &Object, version: u32) -> Vec<String> {
    let mut all = Vec::new();
    if object.attrs.text(SLOT_NAME) != Some(object.id.name()) {
        all.push(slot_name(object));
    }
    if object.attrs.text(SYNCHRONOUS_COMMIT).is_some_and(|it| it != "off") {
        all.push(synchronous_commit(object));
    }
    let mut put = |name: &str, is_there: bool, text: String| {
        if is_there && version / 10_000 >= since(name) {
            all.push(text);
        }
    };
    put(STREAMING.name(), true, streaming(object, version));
    for attr in [BINARY, TWO_PHASE, DISABLE_ON_ERROR, RUN_AS_OWNER, FAILOVER] {
        put(attr.name(), object.is(attr), flag(object, attr));
    }
    let is_free = object.get(PASSWORD_REQUIRED) == Some(false);
    put(PASSWORD_REQUIRED.name(), is_free, password_required(object));
    put(ORIGIN.name(), object.attrs.text(ORIGIN).is_some(), origin(object));
    all
}

/// Tells whether a slot may be given a name; a new subscription gives it its own unasked.
pub(super) fn is_slot_name(name: &str) -> bool {
    let is_sign = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    name.chars().all(is_sign)
}

/// Returns the options that differ and that the server changes by itself.
pub(super) fn changed(object: &Object, changed: &Changed, version: u32) -> Vec<String> {
    let mut all = Vec::new();
    let mut put = |is_changed: bool, text: String| {
        if is_changed {
            all.push(text);
        }
    };
    let is_name = object.attrs.text(SLOT_NAME).is_none_or(is_slot_name);
    put(changed.has(SLOT_NAME) && is_name, slot_name(object));
    put(changed.has(SYNCHRONOUS_COMMIT), synchronous_commit(object));
    put(changed.has(STREAMING), streaming(object, version));
    for attr in [BINARY, DISABLE_ON_ERROR, RUN_AS_OWNER] {
        put(changed.has(attr), flag(object, attr));
    }
    put(changed.has(PASSWORD_REQUIRED), password_required(object));
    put(changed.has(ORIGIN), origin(object));
    all
}

fn slot_name(object: &Object) -> String {
    let slot = object.attrs.text(SLOT_NAME);
    format!("slot_name = {}", slot.map_or("NONE".to_owned(), literal))
}

fn synchronous_commit(object: &Object) -> String {
    let commit = object.attrs.text(SYNCHRONOUS_COMMIT).unwrap_or("off");
    format!("synchronous_commit = {}", literal(commit))
}

fn streaming(object: &Object, version: u32) -> String {
    let wanted = match object.attrs.text(STREAMING) {
        Some("parallel") if version < 160_000 => "on",
        wanted => wanted.unwrap_or("off"),
    };
    format!("streaming = {wanted}")
}

fn flag(object: &Object, attr: Attr<bool>) -> String {
    format!("{} = {}", attr.name(), object.is(attr))
}

fn password_required(object: &Object) -> String {
    let is_required = object.get(PASSWORD_REQUIRED) != Some(false);
    format!("password_required = {is_required}")
}

fn origin(object: &Object) -> String {
    format!("origin = {}", object.attrs.text(ORIGIN).unwrap_or("any"))
}
