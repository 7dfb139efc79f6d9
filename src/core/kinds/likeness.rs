//! [`Likeness`]: what the likeness of two objects of a kind is made of, for candidates of
//! renames.

/// What tells whether an object that came is one that went, under another name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// How much the name counts, beside 1 to 3 for what the object is.
    pub name: f64,
    /// Whether the definition alone tells: two of one definition are the same thing under
    /// two names, two of different ones never are.
    pub by_definition: bool,
    /// Attributes without which two objects are hardly the same: the type of a column.
    pub decisive: &'static [&'static str],
    /// The attribute that holds the place among the parts of the parent, if there is one.
    pub place: Option<&'static str>,
}

impl Likeness {
    /// Name and contents count alike.
    pub const OBJECT: Self = Self {
        name: 2.0,
        by_definition: false,
        decisive: &[],
        place: None,
    };

    /// The definition counts, the name hardly: constraints, indexes, triggers.
    pub const DEFINITION: Self = Self {
        name: 0.5,
        by_definition: true,
        ..Self::OBJECT
    };

    /// A part with a type and a place: columns.
    pub const COLUMN: Self = Self {
        name: 2.5,
        decisive: &["type"],
        place: Some("position"),
        ..Self::OBJECT
    };
}
