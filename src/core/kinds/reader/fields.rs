//! The fields of the rows that the server sends.

use tokio_postgres::{Row, types::FromSql};

use crate::error::{Report, Result};

/// The fields of a row, taken one after the other in the order of the query's columns.
pub struct Fields<'a> {
    row: &'a Row,
    next: usize,
}

impl<'a> Fields<'a> {
    /// Starts at the first field of a row.
    pub fn new(row: &'a Row) -> Self {
        Self { row, next: 0 }
    }

    /// Takes the next field.
    pub fn take<T: FromSql<'a>>(&mut self) -> Result<T> {
        let at = self.next;
        self.next += 1;
        self.row.try_get(at).map_err(|error| {
            let column = self
                .row
                .columns()
                .get(at)
                .map_or("?", |column| column.name());
            Report::fault(format!("cannot decode column {column} of a catalog query"))
                .because(error)
        })
    }
}

/// What a row seldom says, in one field that is mostly NULL: to send and to take in many
/// empty ones is what takes long where there are very many rows.
pub struct Seldom<'a>(std::vec::IntoIter<Option<&'a str>>);

impl<'a> Seldom<'a> {
    /// Takes the field: an array of texts in the order in which they are taken.
    pub fn take(row: &mut Fields<'a>) -> Result<Option<Self>> {
        let texts: Option<Vec<Option<&str>>> = row.take()?;
        Ok(texts.map(|texts| Self(texts.into_iter())))
    }

    /// Returns the next text.
    pub fn text(&mut self) -> Option<&'a str> {
        self.0.next().flatten()
    }

    /// Tells whether the next one is that of `true`.
    pub fn flag(&mut self) -> bool {
        self.text() == Some("true")
    }
}
