//! The details of an object: tabs of tables and texts, made by a job.

use std::sync::Arc;

use pgworks_core::{catalog::ObjectId, error::Report};
use ratatui::layout::Rect;

use super::{cursor::Cursor, sql_text::SqlText, table::Table};

/// What the detail pane shows.
#[derive(Clone, Debug, Default)]
pub struct ObjectPane {
    /// The object asked for.
    pub wanted: Option<ObjectId>,
    /// What is shown; of the object before while the next one is looked up.
    pub shown: Option<Arc<Detail>>,
    /// Why it could not be shown.
    pub failure: Option<Report>,
    /// The tab that is shown, by its title: it stays from object to object.
    pub tab: String,
    /// The place in the tab.
    pub cursor: Cursor,
    /// The first column of cells shown.
    pub left: usize,
    /// The server's figures; they come later than the rest.
    pub statistics: Option<Table>,
    /// The objects shown before, the last one at the end.
    pub before: Vec<ObjectId>,
}

/// How many objects shown before are kept.
const KEPT: usize = 100;

/// The title of the tab that holds the server's figures.
pub const STATISTICS: &str = "Statistics";

/// An object, ready to be shown.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The object.
    pub id: ObjectId,
    /// Its name and kind, safe to be shown.
    pub title: String,
    /// Its comment, safe to be shown.
    pub comment: Option<String>,
    /// The tabs in their order.
    pub tabs: Vec<Tab>,
}

/// A tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub body: Body,
}

/// What a tab shows.
#[derive(Clone, Debug)]
pub enum Body {
    /// Lines with columns.
    Table(Table),
    /// SQL.
    Sql(SqlText),
    /// The server's figures, which are in the pane.
    Statistics,
}

impl ObjectPane {
    /// Returns the place of the shown tab.
    pub fn tab_at(&self) -> usize {
        let tabs = self.shown.as_ref().map_or(&[][..], |it| &it.tabs);
        tabs.iter()
            .position(|tab| tab.title == self.tab)
            .unwrap_or(0)
    }

    /// Returns the shown tab.
    pub fn tab(&self) -> Option<&Tab> {
        self.shown.as_ref()?.tabs.get(self.tab_at())
    }

    /// Returns how many lines the shown tab has.
    pub fn len(&self) -> usize {
        match self.tab().map(|tab| &tab.body) {
            None => 0,
            Some(Body::Sql(text)) => text.len(),
            Some(Body::Table(_) | Body::Statistics) => {
                self.table().map_or(0, |table| table.rows.len())
            }
        }
    }

    /// Returns the table of the shown tab, where it is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.tab()?.body {
            Body::Table(table) => Some(table),
            Body::Statistics => self.statistics.as_ref(),
            Body::Sql(_) => None,
        }
    }

    /// Asks for another object and remembers the one asked for before.
    pub fn want(&mut self, id: ObjectId) {
        if let Some(before) = self.wanted.take()
            && before != id
        {
            self.before.push(before);
            if self.before.len() > KEPT {
                self.before.remove(0);
            }
        }
        self.wanted = Some(id);
        self.failure = None;
    }

    /// Returns the rows above the lines of the shown tab, for tabs, comment and heads, and
    /// those below, for what the selected line has no room for.
    pub fn taken(&self, inside: Rect) -> (u16, u16) {
        let Some(shown) = &self.shown else {
            return (0, 0);
        };
        let above = 1 + u16::from(shown.comment.is_some());
        let Some(table) = self.table().filter(|it| !it.rows.is_empty()) else {
            return (above, 0);
        };
        let is_cut = table.is_cut(usize::from(inside.width));
        let below = if is_cut {
            (inside.height / 3).min(8)
        } else {
            0
        };
        (above + 1, below)
    }

    /// Tells whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Shows the tab `by` places on, around the end.
    pub fn turn(&mut self, by: isize) {
        let Some(shown) = &self.shown else { return };
        let len = shown.tabs.len();
        if len == 0 {
            return;
        }
        let at = (self.tab_at() + len).saturating_add_signed(by) % len;
        if let Some(tab) = shown.tabs.get(at) {
            self.tab.clone_from(&tab.title);
        }
        self.cursor = Cursor::default();
        self.left = 0;
    }
}
