//! The faults that a proof must find: what is done to the statements, or kept from the
//! writer, and which stage must fail for it.

use pgworks_core::plan::{
    Segment,
    file::{Plan, digest},
};

pub(super) const BUILT: &str = "the scratch database equals OLD";
pub(super) const RUNS: &str = "the plan runs";
pub(super) const ENDS: &str = "the plan ends in NEW";
pub(super) const BACK_RUNS: &str = "the way back runs";
pub(super) const BACK_ENDS: &str = "the way back ends in OLD";

/// What is done to the statements.
pub(super) enum Fault {
    /// The one statement with this text is left out.
    Drop(&'static str),
    /// In the one statement with the first text, the second becomes the third.
    Alter(&'static str, &'static str, &'static str),
    /// The statements with these texts change places.
    Swap(&'static str, &'static str),
    /// As `Drop`, on the way back.
    DropBack(&'static str),
    /// As `Alter`, on the way back.
    AlterBack(&'static str, &'static str, &'static str),
    /// The writer does not know this text: it is in no statement, there or back, and
    /// statements that begin with it are not written at all.
    Forget(&'static str),
}

use Fault::{Alter, AlterBack, Drop, DropBack, Forget, Swap};

/// Plans that must not be proven: the fault, the stage that fails, what it names.
pub(super) const PLANS: &[(Fault, &str, &str)] = &[
    (
        Drop("GRANT INSERT ON TABLE shop.customer"),
        ENDS,
        "table shop.customer: acl",
    ),
    (
        Drop("COMMENT ON TABLE shop.customer"),
        ENDS,
        "table shop.customer: comment",
    ),
    (
        Drop("COLUMN name SET NOT NULL"),
        ENDS,
        "shop.customer.name: not_null",
    ),
    (
        Drop("CREATE INDEX sale_open"),
        ENDS,
        "sale_open is not there",
    ),
    (Drop("ALTER POLICY own_rows"), ENDS, "own_rows: using"),
    (Drop("CREATE TYPE shop.size"), RUNS, "shop.size"),
    (Drop("ADD VALUE 'packed'"), ENDS, "enum shop.state: labels"),
    (Drop("FORCE ROW LEVEL SECURITY"), ENDS, "force_row_security"),
    (
        Drop("DISABLE TRIGGER sale_touch"),
        ENDS,
        "sale_touch: firing",
    ),
    (Drop("DROP VIEW shop.paid"), RUNS, "shop.sale"),
    (Drop("ALTER DEFAULT PRIVILEGES"), ENDS, "default privilege"),
    (
        Drop("ADD CONSTRAINT parcel_sale"),
        ENDS,
        "parcel_sale is not there",
    ),
    (
        Alter("COLUMN city TYPE", "(40)", "(41)"),
        ENDS,
        "shop.customer.city: type",
    ),
    (
        Alter("COLUMN name SET DEFAULT", "unnamed", "nameless"),
        ENDS,
        "shop.customer.name",
    ),
    (
        Alter("COLUMN shop.customer.size", "shirt", "shoe"),
        ENDS,
        "shop.customer.size: comment",
    ),
    (
        Alter("CREATE INDEX sale_by_made", ", id", ""),
        ENDS,
        "sale_by_made: ",
    ),
    (
        Alter("CREATE INDEX sale_open", " INCLUDE (total)", ""),
        ENDS,
        "sale_open: ",
    ),
    (
        Alter(
            "CREATE TYPE shop.size",
            "'small', 'large'",
            "'large', 'small'",
        ),
        ENDS,
        "enum shop.size: labels",
    ),
    (
        Alter("ADD VALUE 'packed'", "AFTER 'new'", "AFTER 'paid'"),
        ENDS,
        "shop.state: labels",
    ),
    (
        Alter("SET (fillfactor", "70", "71"),
        ENDS,
        "table shop.customer: options",
    ),
    (
        Alter("ADD COLUMN size", " NOT NULL", ""),
        ENDS,
        "shop.customer.size: not_null",
    ),
    (
        Alter("ADD CONSTRAINT sale_customer", "SET NULL", "RESTRICT"),
        ENDS,
        "on_delete",
    ),
    (
        Alter("ADD CONSTRAINT sale_total", ">=", ">"),
        ENDS,
        "sale_total: expression",
    ),
    (
        Alter("INCREMENT BY 3", "3", "4"),
        ENDS,
        "shop.invoice_number: increment",
    ),
    (
        Alter("CREATE POLICY big_rows", "RESTRICTIVE", "PERMISSIVE"),
        ENDS,
        "restrictive",
    ),
    (
        Alter("CREATE TRIGGER sale_check", "INSERT OR ", ""),
        ENDS,
        "sale_check: events",
    ),
    (
        Alter("ADD COLUMN tax", "0.19", "0.2"),
        ENDS,
        "shop.sale.tax",
    ),
    (
        Alter("SET STATISTICS 600", "600", "60"),
        ENDS,
        "shop.customer.city: statistics",
    ),
    (
        Alter("FUNCTION shop.touch()\n", "2MB", "3MB"),
        ENDS,
        "shop.touch(): config",
    ),
    (
        Alter("UNIQUE (name, city)", "(name, city)", "(city, name)"),
        ENDS,
        "columns",
    ),
    (
        Swap("CREATE TYPE shop.size", "ADD COLUMN size"),
        RUNS,
        "shop.size",
    ),
    (
        Swap("CREATE TABLE shop.parcel", "ADD CONSTRAINT parcel_sale"),
        RUNS,
        "shop.parcel",
    ),
    (
        Swap("DROP VIEW shop.paid", "CREATE VIEW shop.paid"),
        RUNS,
        "paid",
    ),
    (
        Swap("DROP INDEX shop.sale_by_made", "CREATE INDEX sale_by_made"),
        RUNS,
        "sale_by_made",
    ),
    (
        DropBack("NO FORCE ROW LEVEL SECURITY"),
        BACK_ENDS,
        "force_row_security",
    ),
    (
        DropBack("REVOKE INSERT ON TABLE shop.customer"),
        BACK_ENDS,
        "table shop.customer: acl",
    ),
    (
        DropBack("DROP TABLE shop.parcel"),
        BACK_ENDS,
        "shop.parcel is there and should not be",
    ),
    (DropBack("CREATE VIEW shop.paid"), BACK_RUNS, "shop.paid"),
    (
        AlterBack("COMMENT ON DOMAIN", "an address", "the address"),
        BACK_ENDS,
        "shop.email: comment",
    ),
    (
        AlterBack("CREATE TYPE shop.state", "'new', 'paid'", "'paid', 'new'"),
        BACK_ENDS,
        "enum shop.state: labels",
    ),
    (Forget("COMMENT ON "), ENDS, "comment"),
    (Forget("GRANT UPDATE (name)"), ENDS, "acl"),
    (
        Forget(" WITH (security_barrier='true')"),
        ENDS,
        "view shop.paid: options",
    ),
    (Forget(" INCLUDE (total)"), ENDS, "sale_open: "),
    (
        Forget(" WHERE (state <> 'paid'::shop.state)"),
        ENDS,
        "sale_open: predicate",
    ),
    (Forget(" ON DELETE SET NULL"), ENDS, "on_delete"),
    (Forget(" AS RESTRICTIVE"), ENDS, "restrictive"),
    (
        Forget(" WHEN ((new.total > (5)::numeric))"),
        ENDS,
        "sale_check: when",
    ),
    (Forget(" COST 7"), ENDS, "shop.touch(): cost"),
    (Forget(" AFTER 'new'"), ENDS, "enum shop.state: labels"),
];

/// What the writer is not told when it builds the scratch: the object and the attribute.
pub(super) const UNTOLD: &[(&str, &str)] = &[
    ("table shop.customer", "comment"),
    ("column shop.customer.city", "comment"),
    ("domain shop.email", "comment"),
    ("policy shop.customer.own_rows", "comment"),
    ("index shop.sale.sale_by_customer", "comment"),
    ("view shop.paid", "comment"),
    ("function shop.touch()", "comment"),
    ("table shop.customer", "acl"),
    ("column shop.customer.city", "acl"),
    ("function shop.tax(numeric)", "acl"),
    ("view shop.paid", "acl"),
    ("table shop.customer", "options"),
    ("view shop.paid", "options"),
    ("index shop.sale.sale_by_customer", "options"),
    ("column shop.customer.city", "statistics"),
    ("column shop.customer.name", "collation"),
    ("function shop.touch()", "config"),
    ("function shop.touch()", "cost"),
    ("foreign key shop.sale.sale_customer", "on_delete"),
    (
        "unique constraint shop.customer.customer_email",
        "deferrable",
    ),
    ("table shop.customer", "row_security"),
    ("sequence shop.invoice_number", "cache"),
];

/// Returns the place of the one statement with a text.
fn find(segments: &[Segment], text: &str) -> (usize, usize) {
    let mut found = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let steps = segment.steps.iter().enumerate();
        let steps = steps.filter(|(_, step)| step.action.sql.contains(text));
        found.extend(steps.map(|(step, _)| (at, step)));
    }
    assert_eq!(found.len(), 1, "one statement with {text}");
    found[0]
}

fn alter(segments: &mut [Segment], text: &str, from: &str, to: &str) {
    let (segment, step) = find(segments, text);
    let sql = &mut segments[segment].steps[step].action.sql;
    assert!(sql.contains(from), "{from} in {sql}");
    *sql = sql.replacen(from, to, 1);
}

fn forget(segments: &mut [Segment], text: &str) -> usize {
    let mut count = 0;
    for segment in segments {
        count += segment.steps.len();
        segment
            .steps
            .retain(|step| !step.action.sql.starts_with(text));
        count -= segment.steps.len();
        for step in &mut segment.steps {
            count += usize::from(step.action.sql.contains(text));
            step.action.sql = step.action.sql.replace(text, "");
        }
    }
    count
}

impl Fault {
    /// Returns the plan with this fault.
    pub(super) fn put_into(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        let end = plan.segments.len();
        let there = &mut plan.segments;
        let back = plan.returns.iter_mut().find(|it| it.after == end);
        let back = &mut back.unwrap().segments;
        match self {
            Drop(text) => {
                let (segment, step) = find(there, text);
                there[segment].steps.remove(step);
            }
            DropBack(text) => {
                let (segment, step) = find(back, text);
                back[segment].steps.remove(step);
            }
            Alter(text, from, to) => alter(there, text, from, to),
            AlterBack(text, from, to) => alter(back, text, from, to),
            Swap(one, other) => {
                let (one, other) = (find(there, one), find(there, other));
                let kept = there[one.0].steps[one.1].clone();
                there[one.0].steps[one.1] = there[other.0].steps[other.1].clone();
                there[other.0].steps[other.1] = kept;
            }
            Forget(text) => {
                assert!(forget(there, text) > 0, "statements with {text}");
                forget(back, text);
            }
        }
        plan.id = digest(&plan.segments);
        plan
    }

    pub(super) fn describe(&self) -> String {
        match self {
            Drop(text) => format!("without {text}"),
            Alter(text, from, to) => format!("{text}: {from} made {to}"),
            Swap(one, other) => format!("{one} and {other} swapped"),
            DropBack(text) => format!("way back without {text}"),
            AlterBack(text, from, to) => format!("way back, {text}: {from} made {to}"),
            Forget(text) => format!("a writer that forgets {text}"),
        }
    }
}
