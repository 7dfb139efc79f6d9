//! One row of text, as the simple query protocol gives it.

use std::sync::Arc;

use tokio_postgres::SimpleQueryRow;

use crate::error::{Class, Report, Result};

/// A row whose values are text, as the server prints them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Option<String>>,
}

impl Row {
    /// Reads a row; fails on text that is no UTF-8 (a database in `SQL_ASCII` may hold such).
    pub(super) fn read(columns: &Arc<[String]>, row: &SimpleQueryRow) -> Result<Self> {
        let mut values = Vec::with_capacity(row.len());
        for i in 0..row.len() {
            let value = row.try_get(i).map_err(|error| {
                Report::new(Class::Server, "a value of the server is not UTF-8")
                    .on(columns.get(i).cloned().unwrap_or_default())
                    .because(error)
                    .hint("a database in SQL_ASCII holds whatever bytes its clients once sent")
            })?;
            values.push(value.map(str::to_owned));
        }
        Ok(Self {
            columns: Arc::clone(columns),
            values,
        })
    }

    /// Returns the value of a column, from 0; `None` if it is NULL or there is no such column.
    pub fn get(&self, i: usize) -> Option<&str> {
        self.values.get(i).and_then(Option::as_deref)
    }

    /// Returns the value of the column of that name.
    pub fn named(&self, name: &str) -> Option<&str> {
        let i = self.columns.iter().position(|column| column == name)?;
        self.get(i)
    }

    /// Returns the names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the number of columns.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Tells whether the row has no columns.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}
