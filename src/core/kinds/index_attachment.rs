//! Attachments of a partition's index to that of the partitioned table (manual, "ALTER
//! INDEX", ATTACH PARTITION).
//!
//! There is no statement that detaches: the two part when the table is detached.

use crate::{
    catalog::{Action, Attr, AttrClass, AttrDef, Inline, Kind, KindInfo, Name, Object, Ref},
    error::Result,
    risk::{Lock, Risk},
};

use super::{
    Address, Alter, Changed, Cx, Fields, Query, ReadCx, Reader, Rules, Stage, class,
    constraint::{self, backing},
};

/// The kind.
pub const INDEX_ATTACHMENT: Kind = Kind::new(&INFO);

static INFO: KindInfo = KindInfo {
    follows_retype: true,
    ..KindInfo::member("index attachment", "index attachments", Inline::Never)
};

/// The index of the partitioned table, as SQL.
pub const ABOVE: Attr<Name> = Attr::new(&AttrDef {
    name: "above",
    class: AttrClass::Plain,
});

/// The rules of attachments.
pub struct Own;

impl Rules for Own {
    fn kind(&self) -> Kind {
        INDEX_ATTACHMENT
    }

    fn attrs(&self) -> &'static [&'static AttrDef] {
        static ATTRS: &[&AttrDef] = &[ABOVE.def];
        ATTRS
    }

    /// Attachments come with the rows of the indexes and constraints that are attached.
    fn query(&self, _cx: &ReadCx) -> Query {
        Query::new(Stage::Members, "SELECT WHERE false")
    }

    fn read(&self, _row: &mut Fields<'_>, _reader: &mut Reader) -> Result<()> {
        Ok(())
    }

    /// The server does nothing if ATTACH PARTITION of the table has attached it already.
    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let object = cx.new.at(new);
        let (above, index) = (object.text(ABOVE), backing::index_name(object));
        let is_made = object.parent.is_some_and(|index| {
            constraint::is_on_made_table(cx, index)
        });
        let risk = Risk::none().lock(above, Lock::ShareUpdateExclusive);
        let risk = if is_made {
            risk
        } else {
            risk.lock(&index, Lock::AccessExclusive)
        };
        vec![Action::new(format!("ALTER INDEX {above} ATTACH PARTITION {index}")).risk(risk)]
    }

    fn drop(&self, _cx: &Cx<'_>, _old: Ref) -> Vec<Action> {
        Vec::new()
    }

    /// The index above keeps it while the tables are tied.
    fn keepers(&self, cx: &Cx<'_>, old: Ref) -> Vec<Ref> {
        let own = cx.old.at(old).parent;
        let needs = cx.old.needs(old).iter().map(|edge| edge.to);
        needs.filter(|at| Some(*at) != own).collect()
    }

    /// ATTACH PARTITION asks that the table is attached.
    fn after(&self, cx: &Cx<'_>, new: Ref) -> Vec<Ref> {
        let index = cx.new.at(new).parent;
        let table = index.and_then(|index| cx.new.at(index).parent);
        let members = table.map_or(&[][..], |table| cx.new.children(table));
        let links = |at: &Ref| cx.new.at(*at).id.kind.info().links;
        members.iter().copied().filter(links).collect()
    }

    fn alter(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Alter {
        Alter::ReplaceParent
    }

    fn address(&self, _object: &Object) -> Option<String> {
        None
    }
}

/// Takes in that an index or constraint which was read is attached to the index `above`.
pub(super) fn read(reader: &mut Reader, child: Ref, above: u32, name: &str) {
    if let Some(mut draft) = reader.part(INDEX_ATTACHMENT, None, child, "attachment") {
        draft
            .set(ABOVE, reader.name(name))
            .needs(Address::new(class::RELATION, above));
        reader.push(draft);
    }
}

/// Lists the attachments that make an index of a new partitioned table valid: its own
/// partitions' and those below.
pub(super) fn below(cx: &Cx<'_>, index: Ref) -> Vec<Ref> {
    let mut found = Vec::new();
    let mut open = vec![index];
    while let Some(above) = open.pop() {
        for edge in cx.new.dependants(above) {
            let object = cx.new.at(edge.from);
            if object.id.kind == INDEX_ATTACHMENT && object.parent != Some(above) {
                found.push(edge.from);
                open.extend(object.parent);
            }
        }
    }
    found
}

/// Lists what comes before an index of the new catalog: see [`links_without`]; and before one
/// that is attached to none those beside it that are, since ATTACH PARTITION of the table takes
/// the oldest that fits.
pub(super) fn before(cx: &Cx<'_>, index: Ref) -> Vec<Ref> {
    let is_attached = |at: &Ref| {
        let mut parts = cx.new.children(*at).iter();
        parts.any(|part| cx.new.at(*part).id.kind == INDEX_ATTACHMENT)
    };
    let table = cx.new.at(index).parent.filter(|_| !is_attached(&index));
    let beside = table.map_or(&[][..], |table| cx.new.children(table)).iter().copied();
    links_without(cx, index).into_iter().chain(beside.filter(is_attached)).collect()
}

/// Lists the ties of partitions that have no index attached to a new one of their parent, or
/// one that is not valid: ATTACH PARTITION of the table would make such an index, so that this
/// one comes after.
pub(super) fn links_without(cx: &Cx<'_>, index: Ref) -> Vec<Ref> {
    let object = cx.new.at(index);
    let (true, Some(table)) = (object.is(backing::PARTITIONED), object.parent) else {
        return Vec::new();
    };
    let attached: Vec<Option<Ref>> = cx
        .new
        .dependants(index)
        .iter()
        .map(|edge| cx.new.at(edge.from))
        .filter(|object| object.id.kind == INDEX_ATTACHMENT)
        .filter_map(|object| object.parent.filter(|index| is_whole(cx, *index)))
        .map(|index| cx.new.at(index).parent)
        .collect();
    let edges = cx.new.dependants(table).iter();
    edges
        .map(|edge| edge.from)
        // That of the table itself to its own parent is none of its partitions'.
        .filter(|at| cx.new.at(*at).id.kind.info().links && cx.new.at(*at).parent != Some(table))
        .filter(|at| is_new(cx, table) || !attached.contains(&cx.new.at(*at).parent))
        .collect()
}

/// Tells whether an object of the new catalog is a partitioned table, and the old one has none
/// of its name.
pub(super) fn is_new(cx: &Cx<'_>, table: Ref) -> bool {
    let object = cx.new.at(table);
    object.attrs.text(super::table::PARTITION_KEY).is_some() && cx.old.find(&object.id).is_none()
}

/// Tells whether an index is attached to another, and not valid.
pub(super) fn comes_behind(cx: &Cx<'_>, index: Ref) -> bool {
    let mut parts = cx.new.children(index).iter();
    parts.any(|at| cx.new.at(*at).id.kind == INDEX_ATTACHMENT) && !is_whole(cx, index)
}

/// Tells whether all partitions below have an index attached to this one, so that it is valid.
fn is_whole(cx: &Cx<'_>, index: Ref) -> bool {
    let object = cx.new.at(index);
    let (true, Some(table)) = (object.is(backing::PARTITIONED), object.parent) else {
        return true;
    };
    let users = |at: Ref| cx.new.dependants(at).iter().map(|edge| edge.from);
    let attached: Vec<Ref> = users(index)
        .filter(|at| cx.new.at(*at).id.kind == INDEX_ATTACHMENT)
        .filter_map(|at| cx.new.at(at).parent)
        .filter(|below| *below != index)
        .collect();
    let mut partitions = users(table)
        .filter(|at| cx.new.at(*at).id.kind.info().links)
        .filter_map(|tie| cx.new.at(tie).parent)
        .filter(|partition| *partition != table);
    partitions.all(|partition| {
        let mut own = attached.iter().filter(|below| cx.new.at(**below).parent == Some(partition));
        own.any(|below| is_whole(cx, *below))
    })
}
