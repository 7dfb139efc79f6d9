//! Where the panes lie: a function of the terminal's size, the screen and the focus.
//!
//! Views draw into these areas, `update` takes the height of a page from them.

use ratatui::layout::{Constraint, Layout, Rect};

use super::{Pane, Screen, State, sheets, wizard::Step};

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
    /// The message, over the panes' lower border; empty where there is none.
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
    let rail = u16::from(state.screen == Screen::Migrate);
    let [bar, rail, body, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(rail),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(Rect::new(0, 0, columns, rows));
    // The message lies over the lower border of the panes: nothing moves when it comes.
    let message = Rect {
        y: body.bottom().saturating_sub(1),
        height: u16::from(state.message.is_some()).min(body.height),
        ..body
    };
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
        // Of texts the more is seen the better, of steps as well.
        let share = if is_run_or_plan(state) { 60 } else { 40 };
        let [list, detail] =
            Layout::vertical([Constraint::Percentage(share), Constraint::Fill(1)]).areas(body);
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
    (class == Class::Medium && compares) || is_run_or_plan(state) || state.screen == Screen::Jobs
}

fn is_run_or_plan(state: &State) -> bool {
    state.screen == Screen::Run
        || (state.screen == Screen::Migrate && matches!(state.wizard.step, Step::Plan | Step::Run))
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

/// Returns where the lines of a pane's list or text stand. What lies above them are heads
/// and inputs, what lies below belongs to the selected line.
///
/// A pane that is hidden is measured in the place of the one that hides it.
pub fn lines(state: &State, pane: Pane) -> Rect {
    let areas = areas(state);
    let (own, other) = match pane {
        Pane::List => (areas.list, areas.detail),
        Pane::Detail => (areas.detail, areas.list),
    };
    let inside = inside(if own.width == 0 { other } else { own });
    let (above, below) = taken(state, pane, inside);
    Rect {
        y: inside.y.saturating_add(above.min(inside.height)),
        height: inside.height.saturating_sub(above + below),
        ..inside
    }
}

/// Returns how many lines of a pane are seen at once.
pub fn seen(state: &State, pane: Pane) -> usize {
    usize::from(lines(state, pane).height).max(1)
}

/// Returns the rows inside of a pane that lie above and below its lines.
fn taken(state: &State, pane: Pane, inside: Rect) -> (u16, u16) {
    let rows = |is_there: bool| u16::from(is_there);
    match (state.screen, pane) {
        (Screen::Connections, Pane::List) => (1 + rows(state.connections.filter.is_some()), 0),
        (Screen::Schema, Pane::List) => {
            let filter = state.shown_db().and_then(|it| it.tree.filter.as_ref());
            (rows(filter.is_some()), 0)
        }
        (Screen::Schema, Pane::Detail) => state
            .shown_db()
            .map_or((0, 0), |it| it.object.taken(inside)),
        (Screen::Jobs, Pane::Detail) => (rows(state.jobs.filter.is_some()), 0),
        _ => (0, 0),
    }
}

/// The areas inside of a pane whose upper rows do not scroll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What does not scroll.
    pub head: Rect,
    /// What scrolls.
    pub body: Rect,
    /// What stands below it.
    pub foot: Rect,
}

fn parts(pane: Rect, head: u16, foot: u16) -> Parts {
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(head),
        Constraint::Min(1),
        Constraint::Length(foot),
    ])
    .areas(inside(pane));
    Parts { head, body, foot }
}

/// Returns the parts of the list of changes: the filter, and that it is stale.
pub fn changes(state: &State) -> Parts {
    let comparison = &state.comparison;
    let head = u16::from(comparison.filter.is_some())
        + u16::from(comparison.is_stale)
        + u16::from(comparison.questions() > 0);
    parts(areas(state).list, head, 0)
}

/// Returns the parts of the texts of a change: the names of the sides, the texts, and its
/// risk and statements where there is room.
pub fn change_texts(state: &State) -> Parts {
    let pane = areas(state).detail;
    let room = inside(pane).height;
    let wanted = state
        .comparison
        .texts
        .as_ref()
        .map_or(0, |it| it.statements.len());
    // A rule, the risk, the statements.
    let wanted = u16::try_from(wanted).unwrap_or(u16::MAX).saturating_add(3);
    let foot = if room >= 14 { wanted.min(room / 3) } else { 0 };
    parts(pane, 1, foot)
}

/// Returns the parts of the list of a run: how it stands, and the steps.
pub fn steps(state: &State) -> Parts {
    let pane = areas(state).list;
    let inside = inside(pane);
    let head = sheets::run_head(state).lines(usize::from(inside.width));
    let most = inside.height.saturating_sub(3);
    let head = u16::try_from(head.len()).unwrap_or(u16::MAX).min(most);
    parts(pane, head, 0)
}

/// The least width of a pane for two texts side by side.
const SIDE_BY_SIDE: u16 = 100;

/// Tells whether the texts of a change are drawn side by side.
pub fn is_side_by_side(state: &State) -> bool {
    state.size.0 >= 120 && !state.comparison.is_unified && areas(state).detail.width >= SIDE_BY_SIDE
}
