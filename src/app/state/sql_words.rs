//! The words of PostgreSQL that are drawn as key words or types.
//!
//! It knows words, never meaning: whether a word is one here is for `sql_text` to guess.

use std::sync::LazyLock;

/// The reserved key words of PostgreSQL 13 to 18 (manual, appendix "SQL Key Words").
const RESERVED: &str = "
    all analyse analyze and any array as asc asymmetric both case cast check collate column
    constraint create current_catalog current_date current_role current_time
    current_timestamp current_user default deferrable desc distinct do else end except false
    fetch for foreign from grant group having in initially intersect into lateral leading
    limit localtime localtimestamp not null offset on only or order placing primary
    references returning select session_user some symmetric system_user table then to
    trailing true union unique user using variadic when where window with";

/// Those that may name a column, or a function or type, but not everything.
const LIMITED: &str = "
    authorization between binary coalesce collation concurrently cross current_schema exists
    extract freeze full greatest grouping ilike inner inout is isnull join json_array
    json_arrayagg json_exists json_object json_objectagg json_query json_scalar
    json_serialize json_table json_value least left like merge_action natural none normalize
    notnull nullif out outer overlaps overlay position right row setof similar substring
    tablesample treat trim values verbose xmlattributes xmlconcat xmlelement xmlexists
    xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable";

/// Those that may name anything, so that only their surroundings tell.
const UNRESERVED: &str = "
    abort absent absolute access action add admin after aggregate also alter always
    asensitive assertion assignment at atomic attach attribute backward before begin breadth
    by cache call called cascade cascaded catalog chain characteristics checkpoint class
    close cluster columns comment comments commit committed compression conditional
    configuration conflict connection constraints content continue conversion copy cost csv
    cube current cursor cycle data database day deallocate declare defaults deferred definer
    delete delimiter delimiters depends depth detach dictionary disable discard document
    domain drop each empty enable encoding encrypted enforced enum error escape event exclude
    excluding exclusive execute explain expression extension external family filter finalize
    first following force format forward function functions generated global granted groups
    handler header hold hour identity if immediate immutable implicit import include
    including increment indent index indexes inherit inherits inline input insensitive insert
    instead invoker isolation keep key keys label language large last leakproof level listen
    load local location lock locked logged mapping match matched materialized maxvalue merge
    method minute minvalue mode month move names nested new next nfc nfd nfkc nfkd no
    normalized nothing notify nowait nulls object objects of off oids old omit operator
    option options ordinality others over overriding owned owner parallel parameter parser
    partial partition passing password period plan plans policy preceding prepare prepared
    preserve prior privileges procedural procedure procedures program publication quote
    quotes range read reassign recursive ref referencing refresh reindex relative release
    rename repeatable replace replica reset restart restrict return returns revoke role
    rollback rollup routine routines rows rule savepoint scalar schema schemas scroll search
    second security sequence sequences serializable server session set sets share show simple
    skip snapshot source sql stable standalone start statement statistics stdin stdout
    storage stored strict string strip subscription support sysid system tables tablespace
    target temp template temporary ties transaction transform trigger truncate trusted type
    types uescape unbounded uncommitted unconditional unencrypted unlisten unlogged until
    update vacuum valid validate validator value version view views virtual volatile
    whitespace within work wrapper write year yes";

/// The words of the types in `pg_catalog` and of their names in standard SQL.
const TYPES: &str = "
    any anyarray anycompatible anycompatiblearray anycompatiblemultirange
    anycompatiblenonarray anycompatiblerange anyelement anyenum anymultirange anynonarray
    anyrange bigint bigserial bit bool boolean box bpchar bytea char character cid cidr
    circle cstring date datemultirange daterange dec decimal double event_trigger float
    float4 float8 inet int int2 int2vector int4 int4multirange int4range int8 int8multirange
    int8range integer internal interval json jsonb jsonpath line lseg macaddr macaddr8 money
    name national nchar numeric nummultirange numrange oid oidvector path pg_lsn pg_snapshot
    point polygon precision real record refcursor regclass regcollation regconfig
    regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype
    serial serial2 serial4 serial8 smallint smallserial text tid time timestamp timestamptz
    timetz trigger tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector uuid varbit
    varchar varying void without xid xid8 xml zone citext hstore ltree geometry geography
    vector";

/// The types whose word more often names a column where a list has it alone.
const NAMES_TOO: &str = "box circle date line name path point time trigger vector";

/// The words of PL/pgSQL that SQL has not, or leaves to names.
const PLPGSQL: &str = "
    alias assert begin call close constant continue cursor debug declare diagnostics
    elseif elsif exception execute exit foreach found get if info insert log loop next
    notice open perform query raise return reverse rowtype slice stacked strict update
    delete warning while";

/// How firmly SQL holds a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hold {
    /// No key word of SQL.
    #[default]
    None,
    /// A key word that may name anything.
    Unreserved,
    /// A key word wherever it stands bare, or nearly.
    Reserved,
}

/// What a bracket behind the name that follows belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// A relation: its columns.
    Relation,
    /// Anything else: a call.
    Other,
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) hold: Hold,
    pub(super) is_type: bool,
    pub(super) names_too: bool,
    pub(super) is_plpgsql: bool,
    pub(super) lead: Option<Lead>,
}

/// The words behind which a bracket belongs to a relation's name, not to a call.
const RELATION: &str = "table references on into view index only";

/// The words that end the reach of those.
const OTHER_LEADS: &str = "
    select where using check default values as from exists trigger with";

/// The longest word of the lists, `anycompatiblemultirange`.
const LONGEST: usize = 23;

/// Words by first letter and length, so that a look-up compares one or two.
static WORDS: LazyLock<Vec<Vec<(&str, Word)>>> = LazyLock::new(|| {
    let mut table = vec![Vec::new(); 26 * (LONGEST + 1)];
    let mut mark = |list: &'static str, set: fn(&mut Word)| {
        for word in list.split_whitespace() {
            let Some(bucket) = place(word.as_bytes()).and_then(|at| table.get_mut(at)) else {
                continue;
            };
            if let Some((_, known)) = bucket.iter_mut().find(|(known, _)| *known == word) {
                set(known);
            } else {
                let mut fresh = Word::default();
                set(&mut fresh);
                bucket.push((word, fresh));
            }
        }
    };
    mark(UNRESERVED, |word| word.hold = Hold::Unreserved);
    mark(LIMITED, |word| word.hold = Hold::Reserved);
    mark(RESERVED, |word| word.hold = Hold::Reserved);
    mark(TYPES, |word| word.is_type = true);
    mark(NAMES_TOO, |word| word.names_too = true);
    mark(PLPGSQL, |word| word.is_plpgsql = true);
    mark(RELATION, |word| word.lead = Some(Lead::Relation));
    mark(OTHER_LEADS, |word| word.lead = Some(Lead::Other));
    table
});

fn place(word: &[u8]) -> Option<usize> {
    let first = word.first()?.to_ascii_lowercase();
    let letter = usize::from(first.checked_sub(b'a').filter(|letter| *letter < 26)?);
    (word.len() <= LONGEST).then_some(letter * (LONGEST + 1) + word.len())
}

/// Returns what is known of `word`, in whatever case it is written.
pub(super) fn word(word: &str) -> Word {
    let bucket = place(word.as_bytes()).and_then(|at| WORDS.get(at));
    let known = bucket.and_then(|bucket| {
        bucket
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(word))
    });
    known.map(|(_, word)| *word).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_every_case() {
        assert_eq!(word("SELECT").hold, Hold::Reserved);
        assert_eq!(word("Publication").hold, Hold::Unreserved);
        assert!(word("TimestampTZ").is_type);
        assert!(word("elsif").is_plpgsql);
        for unknown in ["", "film", "größe", &"x".repeat(99)] {
            assert_eq!(word(unknown), Word::default(), "{unknown}");
        }
    }

    #[test]
    fn the_longest_word_fits() {
        let all = [RESERVED, LIMITED, UNRESERVED, TYPES, PLPGSQL].join(" ");
        let longest = all.split_whitespace().map(str::len).max();
        assert_eq!(longest, Some(LONGEST));
        assert!(word("anycompatiblemultirange").is_type);
    }
}
