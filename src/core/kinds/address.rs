//! [`Address`]: how the server's catalogs name an object (manual, "System Catalogs", `pg_depend`).

/// A catalog, a row of it, and a column of that row's relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The OID of the catalog the object is in.
    pub class: u32,
    /// The object's OID.
    pub object: u32,
    /// The column's number; 0 for the object itself.
    pub part: i32,
}

impl Address {
    /// Returns the address of a row of a catalog.
    pub const fn new(class: u32, object: u32) -> Self {
        Self {
            class,
            object,
            part: 0,
        }
    }

    /// Returns the address of a column of a relation.
    pub const fn column(relation: u32, number: i16) -> Self {
        Self {
            class: class::RELATION,
            object: relation,
            part: number as i32,
        }
    }
}

/// The OIDs of the system catalogs. They are fixed in `src/include/catalog/pg_*.h`.
pub mod class {
    /// `pg_type`
    pub const TYPE: u32 = 1247;
    /// `pg_proc`
    pub const FUNCTION: u32 = 1255;
    /// `pg_class`
    pub const RELATION: u32 = 1259;
    /// `pg_attrdef`
    pub const DEFAULT: u32 = 2604;
    /// `pg_constraint`
    pub const CONSTRAINT: u32 = 2606;
    /// `pg_namespace`
    pub const SCHEMA: u32 = 2615;
    /// `pg_rewrite`
    pub const RULE: u32 = 2618;
    /// `pg_trigger`
    pub const TRIGGER: u32 = 2620;
    /// `pg_extension`
    pub const EXTENSION: u32 = 3079;
    /// `pg_policy`
    pub const POLICY: u32 = 3256;
    /// `pg_collation`
    pub const COLLATION: u32 = 3456;
    /// `pg_ts_dict`
    pub const TEXT_SEARCH_DICTIONARY: u32 = 3600;
    /// `pg_ts_config`
    pub const TEXT_SEARCH_CONFIGURATION: u32 = 3602;
    /// `pg_event_trigger`
    pub const EVENT_TRIGGER: u32 = 3466;
    /// `pg_foreign_server`
    pub const FOREIGN_SERVER: u32 = 1417;
    /// `pg_user_mapping`
    pub const USER_MAPPING: u32 = 1418;
    /// `pg_foreign_data_wrapper`
    pub const FOREIGN_DATA_WRAPPER: u32 = 2328;
    /// `pg_statistic_ext`
    pub const STATISTICS: u32 = 3381;
    /// `pg_subscription`
    pub const SUBSCRIPTION: u32 = 6100;
    /// `pg_publication`
    pub const PUBLICATION: u32 = 6104;
    /// `pg_publication_rel`
    pub const PUBLISHED_TABLE: u32 = 6106;
    /// `pg_publication_namespace`
    pub const PUBLISHED_SCHEMA: u32 = 6237;
    /// `pg_am`
    pub const ACCESS_METHOD: u32 = 2601;
    /// `pg_amop`
    pub const FAMILY_OPERATOR: u32 = 2602;
    /// `pg_amproc`
    pub const FAMILY_FUNCTION: u32 = 2603;
    /// `pg_cast`
    pub const CAST: u32 = 2605;
    /// `pg_conversion`
    pub const CONVERSION: u32 = 2607;
    /// `pg_language`
    pub const LANGUAGE: u32 = 2612;
    /// `pg_opclass`
    pub const OPERATOR_CLASS: u32 = 2616;
    /// `pg_operator`
    pub const OPERATOR: u32 = 2617;
    /// `pg_opfamily`
    pub const OPERATOR_FAMILY: u32 = 2753;
    /// `pg_transform`
    pub const TRANSFORM: u32 = 3576;
    /// `pg_ts_parser`
    pub const TEXT_SEARCH_PARSER: u32 = 3601;
    /// `pg_authid`
    pub const ROLE: u32 = 1260;
    /// `pg_database`
    pub const DATABASE: u32 = 1262;
    /// `pg_db_role_setting`
    pub const ROLE_SETTING: u32 = 2964;
    /// `pg_ts_template`
    pub const TEXT_SEARCH_TEMPLATE: u32 = 3764;
    /// `pg_default_acl`
    pub const DEFAULT_ACL: u32 = 826;
}
