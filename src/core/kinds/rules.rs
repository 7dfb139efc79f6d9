//! [`Rules`]: what a kind's file must say about its kind.

use crate::{
    catalog::{Action, AttrDef, Catalog, Kind, Name, Object, ObjectId, Origin, Ref},
    error::Result,
    risk::{Lock, Risk},
    sql::quote::{ident, qualified},
};

use super::{Alter, Changed, Cx, Fields, Likeness, Move, Reader};

/// When a query may be read: a later one may use the objects of those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Schemas, extensions.
    Containers,
    /// What stands in a schema by itself.
    Objects,
    /// Parts of relations that need nothing but the relation; columns among them.
    Columns,
    /// What names columns.
    Members,
}

/// What decides the SQL of a query.
#[derive(Clone, Debug)]
pub struct ReadCx {
    /// The server's `server_version_num`.
    pub version: u32,
    /// The schemas in scope, as an SQL array of OIDs: `'{2200,16385}'::oid[]`.
    pub schemas: String,
    /// Whether what belongs to the cluster or to the database as a whole is read.
    pub globals: bool,
    /// Whether the role that reads is a superuser: some columns are for those only.
    pub is_superuser: bool,
    /// The relations to read, as an SQL array of OIDs; all where nothing was read before.
    pub relations: Option<String>,
}

impl ReadCx {
    /// Returns the condition that a column holding a schema's OID is in scope.
    pub fn in_scope(&self, column: &str) -> String {
        format!("{column} = ANY ({})", self.schemas)
    }

    /// Returns the condition that a relation is to be read, by the columns that hold the OIDs
    /// of its schema and of itself.
    ///
    /// What belongs to a relation goes by this. A query that does not is run whole each time.
    pub fn relation_in_scope(&self, schema: &str, relation: &str) -> String {
        let (scope, is_wanted) = (self.in_scope(schema), self.relation_is_wanted(relation));
        format!("{scope} AND {is_wanted}")
    }

    /// Returns the condition that a column holding a relation's OID is of one to be read.
    pub fn relation_is_wanted(&self, relation: &str) -> String {
        match &self.relations {
            Some(relations) => format!("{relation} = ANY ({relations})"),
            None => "true".to_owned(),
        }
    }

    /// Returns `expression` from a major version on, else `otherwise`: for columns that
    /// older servers lack.
    pub fn since<'a>(&self, major: u32, expression: &'a str, otherwise: &'a str) -> &'a str {
        if self.version / 10_000 >= major {
            expression
        } else {
            otherwise
        }
    }
}

/// A query over the server's catalogs.
#[derive(Clone, Debug)]
pub struct Query {
    /// When it may be read.
    pub stage: Stage,
    /// The text, without parameters.
    pub sql: String,
}

impl Query {
    /// Returns a query of a stage.
    pub fn new(stage: Stage, sql: impl Into<String>) -> Self {
        Self {
            stage,
            sql: sql.into(),
        }
    }
}

/// A name that two objects cannot have at the same time: the old holder goes before the
/// new one comes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The space of names: `relation`, `type`, `routine`, `constraint`.
    pub space: &'static str,
    /// Where, and the name itself.
    pub path: Vec<String>,
}

impl Claim {
    /// Returns the claim on a name in a space.
    pub fn new(space: &'static str, path: &[&str]) -> Self {
        Self {
            space,
            path: path.iter().map(|part| (*part).to_owned()).collect(),
        }
    }

    /// Tells whether both are routines of one name with other arguments: one call may fit both
    /// (manual, "Function Overloading").
    pub fn is_overload_of(&self, other: &Self) -> bool {
        let same = |at: usize| self.path.get(at) == other.path.get(at);
        self.is_routine() && other.is_routine() && same(0) && same(1) && !same(2)
    }

    /// Tells whether it is the name of a routine.
    pub fn is_routine(&self) -> bool {
        self.space == "routine"
    }
}

/// What GRANT and REVOKE name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantTarget {
    /// Behind ON: `TABLE public.t`.
    pub on: String,
    /// The column, quoted, for grants on columns.
    pub column: Option<String>,
    /// What stands before GRANT, with a blank behind it.
    pub prefix: String,
}

impl GrantTarget {
    /// Returns the target of a plain GRANT.
    pub fn on(on: impl Into<String>) -> Self {
        Self {
            on: on.into(),
            column: None,
            prefix: String::new(),
        }
    }
}

/// What a kind's file says about its kind.
pub trait Rules: Sync {
    /// Returns the kind.
    fn kind(&self) -> Kind;

    /// Lists the attributes of its own; the common ones are not among them.
    fn attrs(&self) -> &'static [&'static AttrDef];

    /// Returns the first major version whose catalogs can say an attribute; 0 for all.
    fn since(&self, _attribute: &str) -> u32 {
        0
    }

    /// Tells whether servers of two major versions mean the same by two texts of an
    /// attribute.
    fn is_same_across(&self, _attribute: &str, _one: &str, _other: &str) -> bool {
        false
    }

    /// Returns the query that reads all objects of the kind in scope.
    fn query(&self, cx: &ReadCx) -> Query;

    /// Reads one row of the query.
    fn read(&self, row: &mut Fields<'_>, reader: &mut Reader) -> Result<()>;

    /// Lists the objects of the kind that a freshly created database holds.
    fn initial(&self, _version: u32) -> Vec<Object> {
        Vec::new()
    }

    /// Returns the statements that create an object of the new catalog, without comment,
    /// owner and grants. Empty for what comes with its parent.
    fn create(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action>;

    /// Returns the statements that make the successor of an object ready while that is in
    /// use, for an online plan. Nothing where it is simply dropped and created.
    fn prepare(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    /// Returns the statements that drop an object of the old catalog.
    fn drop(&self, cx: &Cx<'_>, old: Ref) -> Vec<Action>;

    /// Says how an object comes to a parent that is there already.
    fn add(&self, cx: &Cx<'_>, new: Ref) -> Alter {
        Alter::InPlace(self.create(cx, new))
    }

    /// Says how an object leaves a parent that stays.
    fn remove(&self, cx: &Cx<'_>, old: Ref) -> Alter {
        Alter::InPlace(self.drop(cx, old))
    }

    /// Lists what else is dropped and created anew, though it stays, if an object of the old
    /// catalog leaves by itself: what keeps it and cannot let it go.
    fn keepers(&self, _cx: &Cx<'_>, _old: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of a catalog that go, if they do, only after this one: they would take
    /// something of it along.
    fn holds(&self, _catalog: &Catalog, _at: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the old catalog whose going leaves this one of the new behind, where it
    /// needs no statement, or else makes room for it.
    fn left_by(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the new catalog whose coming takes this one of the old in, where it
    /// needs no statement.
    fn taken_by(&self, _cx: &Cx<'_>, _old: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the new catalog that are to be made anew after an object of it has
    /// come, though they stay as they are: they would give it what it has not.
    fn unsettled_by(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the new catalog that come first where this plan makes them, though
    /// nothing in the catalog says that this one depends on them.
    fn after(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the old catalog whose change or going, if there is either, comes before
    /// this one of the new comes or changes.
    fn in_the_way(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the new catalog that come before this one changes, where this plan makes
    /// them, though nothing in the catalog says that this one depends on them.
    fn changes_behind(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Lists objects of the old catalog whose change, if there is one, comes before that of
    /// this one.
    fn changes_after(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Says how the attributes that differ are brought from old to new, all at once.
    fn alter(&self, cx: &Cx<'_>, old: Ref, new: Ref, changed: &Changed) -> Alter;

    /// Says what of a change no statement brings about, though the rest of it is made.
    fn leaves(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref, _changed: &Changed) -> Option<String> {
        None
    }

    /// Returns the statements that give an object another path, as long as the present
    /// one; nothing where PostgreSQL knows no such statement.
    fn rename(&self, object: &Object, new: &[String]) -> Option<Vec<Action>> {
        rename(&self.address(object)?, object, new)
    }

    /// Returns the statements by which an object comes to another place and all that names it
    /// with it, where that is so and it is not what its path says; `old` and `new` have one id.
    fn moved(&self, _old: &Object, _new: &Object) -> Option<Move> {
        None
    }

    /// Says what makes two objects of the kind alike, for candidates of renames.
    fn likeness(&self) -> Likeness {
        Likeness::OBJECT
    }

    /// Returns what an object holds under names that are no objects, and that a statement
    /// renames: the word for one, and the names in their order.
    fn labels<'a>(&self, _object: &'a Object) -> Option<(&'static str, &'a [Name])> {
        None
    }

    /// Returns the statements that give one of [`Rules::labels`] another name.
    fn rename_label(&self, _object: &Object, _old: &str, _new: &str) -> Vec<Action> {
        Vec::new()
    }

    /// Takes a role out of an object that only stood in for want of a name in the text:
    /// what it owns has no owner, and what is about the role that runs the statements is
    /// about `runner`, empty if that is not known either.
    fn forget_role(&self, object: &mut Object, stand_in: &str, _runner: &str) {
        super::common::forget_owner(object, stand_in);
    }

    /// Returns the id that an object which is about one role has when it is about another.
    fn about(&self, id: &ObjectId, _role: &str, _other: &str) -> ObjectId {
        id.clone()
    }

    /// Returns the role that an object is, by its id.
    fn role(&self, _id: &ObjectId) -> Option<String> {
        None
    }

    /// Fits an object of the new side to the database that it is compared with: what is
    /// said of a database by its name is said of that one.
    fn adopt(&self, _object: &mut Object, _old: &Origin) {}

    /// Lists the roles that an object names, its owner among them.
    fn roles(&self, object: &Object) -> Vec<String> {
        super::common::roles(object)
    }

    /// Returns what stands behind COMMENT ON, and behind ALTER for OWNER TO:
    /// `TABLE public.t`. Nothing where PostgreSQL knows no such statement.
    fn address(&self, object: &Object) -> Option<String>;

    /// Returns what GRANT names; nothing where there are no privileges.
    fn grant_target(&self, _object: &Object) -> Option<GrantTarget> {
        None
    }

    /// Returns the statements that give an object of the new catalog, which came along with
    /// the one it follows, what is its own: a default of a column that a parent table gave.
    fn settle(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    /// Lists the names that an object takes in its database.
    fn claims(&self, _object: &Object) -> Vec<Claim> {
        Vec::new()
    }

    /// Returns the statements that move an object out of the way under another name, so
    /// that its successor can be made while something still uses it, and those that drop
    /// it in the end. Nothing where the kind is simply dropped and created.
    fn aside(&self, _cx: &Cx<'_>, _old: Ref) -> Option<(Vec<Action>, Vec<Action>)> {
        None
    }

    /// Returns the statement that makes a stand-in of an object, which others can name
    /// before it is there: a shell type. Those that it needs and that need it are then made
    /// between the two, and are dropped by its own drop. Nothing where there is no such thing.
    fn stub(&self, _object: &Object) -> Option<Action> {
        None
    }

    /// Returns the statement that makes an object, or puts in the place of one that is there,
    /// one that looks the same from outside and uses nothing inside: what breaks a circle of
    /// definitions. Nothing where PostgreSQL knows no such statement.
    fn hollow(&self, _catalog: &Catalog, _at: Ref, _is_there: bool) -> Option<Action> {
        None
    }

    /// Returns the statements that put an object of the new catalog in the place of a hollow
    /// one, as [`Rules::create`] does without.
    fn fill(&self, cx: &Cx<'_>, new: Ref) -> Vec<Action> {
        let mut actions = self.create(cx, new);
        if let Some(first) = actions.first_mut()
            && let Some(rest) = first.sql.strip_prefix("CREATE ")
        {
            first.sql = format!("CREATE OR REPLACE {rest}");
        }
        actions
    }

    /// Returns the place of a part among the others of its whole, where they stand in an
    /// order that no statement changes.
    fn position(&self, _object: &Object) -> Option<i64> {
        None
    }

    /// Tells whether a change where it stands writes the whole of what it holds anew.
    fn rewrites(&self, _changed: &Changed) -> bool {
        false
    }

    /// Tells whether a part that comes to a whole which is there has each row written anew,
    /// and can come hollow ([`Rules::hollow`]) while what keeps such rows has let go.
    fn fills_rows(&self, _cx: &Cx<'_>, _new: Ref) -> bool {
        false
    }

    /// Lists what keeps values of the row type of a table, or of that which a column is a
    /// part of: the column's type cannot change under them, nor is the table written anew.
    fn row_keepers(&self, _catalog: &Catalog, _at: Ref) -> Vec<Ref> {
        Vec::new()
    }

    /// Returns the statements that let such a keeper go for a while; [`Rules::rehome`] brings
    /// it back. Nothing where it is dropped and created anew.
    fn detach(&self, _cx: &Cx<'_>, _old: Ref) -> Option<Vec<Action>> {
        None
    }

    /// Returns the statements that untie an object from what prescribes its parts, or forbids
    /// them to change, while they do; [`Rules::rehome`] ties it again. Nothing where it is
    /// tied neither before nor after.
    fn untie(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref) -> Option<Vec<Action>> {
        None
    }

    /// Tells whether comparisons of an object's types may be by operators of the user's.
    fn brings_operators(&self, _object: &Object) -> bool {
        false
    }

    /// Lists the attributes that are no part of what is wanted: they stay as they are in the
    /// database, be the object made anew.
    fn kept(&self) -> &'static [&'static str] {
        &[]
    }

    /// Returns the statements that give an object again what PostgreSQL forgets of it when a
    /// column that it is made of changes its type.
    fn retyped(&self, _cx: &Cx<'_>, _new: Ref) -> Vec<Action> {
        Vec::new()
    }

    /// Says how an object that keeps data changes over to the successor of something it
    /// depends on (a column to the new form of its type).
    fn rehome(&self, _cx: &Cx<'_>, _old: Ref, _new: Ref) -> Alter {
        Alter::InPlace(Vec::new())
    }

    /// Lists the attributes that change by [`rehome`](Self::rehome).
    fn rehomed(&self) -> &'static [&'static str] {
        &[]
    }
}

/// Renames by the address: a part of a table through the table, others by themselves, with
/// their schema.
fn rename(address: &str, object: &Object, new: &[String]) -> Option<Vec<Action>> {
    let (name, table) = (new.last()?, qualified(object.id.part(0), object.id.part(1)));
    let risk = |of: &str| {
        Risk::none()
            .lock(of, Lock::AccessExclusive)
            .breaking("everybody who uses the old name")
    };
    let kept = |count: usize| {
        object
            .id
            .path
            .iter()
            .zip(new)
            .take(count)
            .all(|(old, new)| **old == **new)
    };
    let act = |sql: String, of: &str| Some(vec![Action::new(sql).risk(risk(of))]);
    let (old, new_name) = (ident(object.id.name()), ident(name));
    match address.split(' ').next()? {
        "COLUMN" if kept(2) => act(
            format!("ALTER TABLE {table} RENAME COLUMN {old} TO {new_name}"),
            &table,
        ),
        "CONSTRAINT" if kept(2) && !address.contains(" ON DOMAIN ") => act(
            format!("ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new_name}"),
            &table,
        ),
        "CONSTRAINT" if kept(2) => act(
            format!("ALTER DOMAIN {table} RENAME CONSTRAINT {old} TO {new_name}"),
            &table,
        ),
        _ if object.id.path.len() > 2 && !object.id.kind.info().has_signature => {
            kept(2).then_some(())?;
            act(format!("ALTER {address} RENAME TO {new_name}"), &table)
        }
        _ => {
            let of = object.id.dotted();
            let mut actions = Vec::new();
            if object.id.name() != name {
                actions.push(
                    Action::new(format!("ALTER {address} RENAME TO {new_name}")).risk(risk(&of)),
                );
            }
            if new.len() == 2 && !kept(1) {
                let moved = address.replacen(&*old, &new_name, usize::from(old != new_name));
                let schema = ident(new.first()?);
                actions.push(
                    Action::new(format!("ALTER {moved} SET SCHEMA {schema}")).risk(risk(&of)),
                );
            }
            Some(actions)
        }
    }
}
