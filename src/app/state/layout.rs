//! Where the panes lie: a function of the terminal's size, the screen and the focus.
//!
//! Views draw into these areas, `update` takes the height of a page from them.

use ratatui::layout::{Constraint, Layout, Rect};

use super::{Pane, Screen, State, wizard::Step};

/// The least columns and rows that anything is drawn in.
pub const LEAST: (u16, u16) = (60, 15);

/// A class of terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// One pane at a time.
    Small,
    /// List and detail.
    Medium,
    /// List and detail, with room to spare.
    Large,
}

/// The areas of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The context bar: the first row.
    pub bar: Rect,
    /// The wizard's steps; empty elsewhere.
    pub rail: Rect,
    /// The list; empty while another pane fills the screen.
    pub list: Rect,
    /// The detail; empty while another pane fills the screen.
    pub detail: Rect,
    /// The message; empty where there is none.
    pub message: Rect,
    /// The keys: the last row.
    pub footer: Rect,
}

/// Returns the class of a size.
pub const fn class(columns: u16, rows: u16) -> Class {
    if columns < 100 || rows < 30 {
        Class::Small
    } else if columns < 160 {
        Class::Medium
    } else {
        Class::Large
    }
}

/// Tells whether anything can be drawn.
pub const fn is_large_enough(columns: u16, rows: u16) -> bool {
    columns >= LEAST.0 && rows >= LEAST.1
}

/// Returns the areas of what is shown.
pub fn areas(state: &State) -> Areas {
    let (columns, rows) = state.size;
    let message = u16::from(state.message.is_some());
    let rail = u16::from(state.screen == Screen::Migrate);
    let [bar, rail, body, message, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(rail),
        Constraint::Min(1),
        Constraint::Length(message),
        Constraint::Length(1),
    ])
    .areas(Rect::new(0, 0, columns, rows));
    let (list, detail) = split(state, body);
    Areas {
        bar,
        rail,
        list,
        detail,
        message,
        footer,
    }
}

fn split(state: &State, body: Rect) -> (Rect, Rect) {
    let (columns, rows) = state.size;
    let class = class(columns, rows);
    let is_single = match state.screen {
        Screen::Migrate => matches!(
            state.wizard.step,
            Step::Sides | Step::Scope | Step::Verify | Step::Report
        ),
        _ => false,
    };
    if is_single {
        return (body, Rect::default());
    }
    if state.is_zoomed || class == Class::Small {
        return match state.pane() {
            Pane::List => (body, Rect::default()),
            Pane::Detail => (Rect::default(), body),
        };
    }
    if is_stacked(state, class) {
        let [list, detail] =
            Layout::vertical([Constraint::Percentage(40), Constraint::Fill(1)]).areas(body);
        return (list, detail);
    }
    let share = match class {
        Class::Large => 32,
        _ => 38,
    };
    let share = share.clamp(10, 90) + state.list_width;
    let share = u16::try_from(share.clamp(10, 90)).unwrap_or(32);
    let [list, detail] =
        Layout::horizontal([Constraint::Percentage(share), Constraint::Fill(1)]).areas(body);
    (list, detail)
}

/// Texts side by side want the whole width where it is not large.
fn is_stacked(state: &State, class: Class) -> bool {
    let compares = state.screen == Screen::Diff
        || (state.screen == Screen::Migrate && state.wizard.step == Step::Review);
    let runs = state.screen == Screen::Run
        || (state.screen == Screen::Migrate && matches!(state.wizard.step, Step::Plan | Step::Run));
    (class == Class::Medium && compares) || runs || state.screen == Screen::Jobs
}

/// Returns the area inside of a pane's border.
pub const fn inside(pane: Rect) -> Rect {
    Rect {
        x: pane.x.saturating_add(1),
        y: pane.y.saturating_add(1),
        width: pane.width.saturating_sub(2),
        height: pane.height.saturating_sub(2),
    }
}

/// Returns how many lines of a list or text are seen in a pane, of which `taken` inside
/// of the border are for heads and inputs.
pub fn page(pane: Rect, taken: u16) -> usize {
    usize::from(inside(pane).height.saturating_sub(taken)).max(1)
}

/// The least width of a pane for two texts side by side.
const SIDE_BY_SIDE: u16 = 100;

/// Tells whether the texts of a change are drawn side by side.
pub fn is_side_by_side(state: &State) -> bool {
    state.size.0 >= 120 && !state.comparison.is_unified && areas(state).detail.width >= SIDE_BY_SIDE
}
